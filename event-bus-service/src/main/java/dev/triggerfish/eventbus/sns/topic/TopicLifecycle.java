package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;

/** Making and deleting topics. */
final class TopicLifecycle implements OperationGroup {

  private final TopicStore store;
  private final Topics topics;
  private final List<TopicWatcher> watchers;
  private final PlatformClock clock;

  TopicLifecycle(
      TopicStore store, Topics topics, List<TopicWatcher> watchers, PlatformClock clock) {
    this.store = store;
    this.topics = topics;
    this.watchers = List.copyOf(watchers);
    this.clock = clock;
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">AWS</a>. */
  @AwsOperation(
      action = "sns:CreateTopic",
      resource = "{Name}",
      acts = {"Name", "Attributes", "Tags"},
      stored = {
        "Attributes.DisplayName",
        "Attributes.DeliveryPolicy",
        "Attributes.KmsMasterKeyId",
        "Attributes.TracingConfig"
      },
      refused = {"DataProtectionPolicy", "Attributes.FifoTopic"})
  CreateTopicResponse createTopic(CreateTopicRequest request, Caller caller) {
    var attributes = TopicAttribute.checked(request.attributes());
    var arn = TopicArn.named(request.name(), caller);
    var topic = new Topic(arn, attributes, TopicTags.of(request.tags()));
    if (store.create(topic, clock.millis())) {
      topics.forget(arn);
    } else {
      checkSame(topic, topics.existing(arn), request.hasTags());
    }
    return CreateTopicResponse.builder().topicArn(arn.toString()).build();
  }

  private static void checkSame(Topic asked, Topic existing, boolean tagged) {
    if (!contains(existing.attributes(), asked.attributes())) {
      throw SnsErrors.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    if (tagged && !existing.tags().equals(asked.tags())) {
      throw SnsErrors.invalid("Tags Reason: Topic already exists with different tags");
    }
  }

  private static boolean contains(Map<String, String> all, Map<String, String> some) {
    return all.entrySet().containsAll(some.entrySet());
  }

  /**
   * Deleting what is not there succeeds. See <a
   * href="https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:DeleteTopic",
      resource = "{TopicArn}",
      acts = {"TopicArn"})
  DeleteTopicResponse deleteTopic(DeleteTopicRequest request, Caller caller) {
    var arn = TopicArn.of(request.topicArn(), caller);
    store.delete(arn);
    topics.forget(arn);
    watchers.forEach(watcher -> watcher.deleted(arn));
    return DeleteTopicResponse.builder().build();
  }
}
