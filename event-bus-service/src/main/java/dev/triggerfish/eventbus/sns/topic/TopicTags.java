package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** Tags of topics. */
final class TopicTags implements OperationGroup {

  private static final int MOST = 50;

  private final TopicStore store;
  private final Topics topics;

  TopicTags(TopicStore store, Topics topics) {
    this.store = store;
    this.topics = topics;
  }

  /** What a request gives as tags, by key. */
  static Map<String, String> of(Collection<Tag> tags) {
    var byKey = new HashMap<String, String>();
    for (var tag : tags) {
      if (byKey.put(tag.key(), tag.value()) != null) {
        throw SnsErrors.invalid("Duplicated keys are not allowed.");
      }
    }
    checkCount(byKey);
    return byKey;
  }

  private static void checkCount(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw TagLimitExceededException.builder()
          .message("Could not complete request: tag quota of per resource exceeded")
          .build();
    }
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html">AWS</a>. */
  @AwsOperation(
      action = "sns:TagResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "Tags"})
  TagResourceResponse tagResource(TagResourceRequest request, Caller caller) {
    var added = of(request.tags());
    change(
        request.resourceArn(),
        caller,
        tags -> {
          tags.putAll(added);
          checkCount(tags);
          return tags;
        });
    return TagResourceResponse.builder().build();
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html">AWS</a>. */
  @AwsOperation(
      action = "sns:UntagResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "TagKeys"})
  UntagResourceResponse untagResource(UntagResourceRequest request, Caller caller) {
    change(
        request.resourceArn(),
        caller,
        tags -> {
          tags.keySet().removeAll(request.tagKeys());
          return tags;
        });
    return UntagResourceResponse.builder().build();
  }

  private void change(String arn, Caller caller, UnaryOperator<Map<String, String>> change) {
    var topic = TopicArn.of(arn, caller);
    if (!store.change(
        topic, t -> new Topic(t.arn(), t.attributes(), change.apply(new HashMap<>(t.tags()))))) {
      throw SnsErrors.noResource();
    }
    topics.forget(topic);
  }

  /**
   * See <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:ListTagsForResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn"})
  ListTagsForResourceResponse listTagsForResource(
      ListTagsForResourceRequest request, Caller caller) {
    var topic = store.find(TopicArn.of(request.resourceArn(), caller).toString());
    if (topic == null) {
      throw SnsErrors.noResource();
    }
    var tags =
        new TreeMap<>(topic.tags())
            .entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    return ListTagsForResourceResponse.builder().tags(tags).build();
  }
}
