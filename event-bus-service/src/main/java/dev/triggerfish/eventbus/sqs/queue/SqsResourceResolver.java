package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Queues are named by their name, by name and owner, or by their URL. */
final class SqsResourceResolver implements ResourceResolver {

  private final QueueUrls urls;

  SqsResourceResolver(QueueUrls urls) {
    this.urls = urls;
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return switch (template) {
      case "{QueueName}" -> {
        var owner = member(request, "QueueOwnerAWSAccountId");
        yield new QueueKey(
                caller.region(),
                owner.isEmpty() ? caller.accountId() : owner,
                member(request, "QueueName"))
            .arn();
      }
      case "{QueueUrl}" -> urls.queue(member(request, "QueueUrl"), caller).arn();
      default -> null;
    };
  }

  private static String member(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse("");
  }
}
