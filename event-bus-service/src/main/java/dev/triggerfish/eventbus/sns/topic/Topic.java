package dev.triggerfish.eventbus.sns.topic;

import java.util.Map;
import java.util.Objects;

/**
 * A topic.
 *
 * @param arn of the topic
 * @param attributes as they were set; those that were not have defaults
 * @param tags key to value
 */
public record Topic(TopicArn arn, Map<String, String> attributes, Map<String, String> tags) {

  static final String SIGNATURE_VERSION = "SignatureVersion";
  static final String POLICY = "Policy";

  public Topic {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  /** {@code 1} for SHA-1 or {@code 2} for SHA-256. */
  public String signatureVersion() {
    return Objects.requireNonNullElse(attributes.get(SIGNATURE_VERSION), "1");
  }

  /** The document of its access policy; it always has one. */
  String policy() {
    var policy = attributes.get(POLICY);
    return policy == null ? TopicPolicy.standard(arn) : policy;
  }
}
