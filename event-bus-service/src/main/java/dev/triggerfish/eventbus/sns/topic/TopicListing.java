package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.function.Function;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;

/** Lists topics. */
final class TopicListing implements OperationGroup {

  private final TopicStore store;

  TopicListing(TopicStore store) {
    this.store = store;
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html">AWS</a>. */
  @AwsOperation(
      action = "sns:ListTopics",
      acts = {"NextToken"})
  ListTopicsResponse listTopics(ListTopicsRequest request, Caller caller) {
    var list = "topics/" + caller.accountId() + "/" + caller.region();
    var after = SnsPages.position(list, request.nextToken());
    var found = store.list(caller.accountId(), caller.region(), after, SnsPages.READ);
    var page = SnsPages.of(list, found, Function.identity());
    return ListTopicsResponse.builder()
        .topics(
            page.items().stream()
                .map(arn -> software.amazon.awssdk.services.sns.model.Topic.builder().topicArn(arn))
                .map(builder -> builder.build())
                .toList())
        .nextToken(page.token())
        .build();
  }
}
