package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Groups that are named by an identifier, which may be an ARN, instead of by their name. */
final class LogResourceResolver implements ResourceResolver {

  @Override
  public String service() {
    return "logs";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    if (!template.contains("{logGroupName}")) {
      return null;
    }
    var named = member(request, "logGroupName");
    var identifier = named != null ? named : member(request, "logGroupIdentifier");
    // A request that names no group is refused by its operation, and is authorized on none.
    var group = LogGroupReference.parse(Objects.requireNonNullElse(identifier, ""), caller);
    var stream = template.endsWith("{logStreamName}") ? member(request, "logStreamName") : "";
    return LogArns.stream(
        group.region(), group.accountId(), group.name(), Objects.requireNonNullElse(stream, ""));
  }

  private static @Nullable String member(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse(null);
  }
}
