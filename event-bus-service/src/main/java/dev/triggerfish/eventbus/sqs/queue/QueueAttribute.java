package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attributes that clients may set, what they may be, and what a queue has without them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
enum QueueAttribute {
  DELAY_SECONDS("DelaySeconds", "0", range(0, 900)),
  MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", "1048576", range(1_024, 1_048_576)),
  MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", "345600", range(60, 1_209_600)),
  RECEIVE_MESSAGE_WAIT_TIME("ReceiveMessageWaitTimeSeconds", "0", range(0, 20)),
  VISIBILITY_TIMEOUT("VisibilityTimeout", "30", range(0, 43_200)),
  POLICY("Policy", null, QueueAttribute::isPolicy),
  REDRIVE_POLICY("RedrivePolicy", null, RedriveRules::isRedrivePolicy),
  REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", null, RedriveRules::isRedriveAllowPolicy),
  KMS_MASTER_KEY_ID("KmsMasterKeyId", null, value -> value.length() <= 2_048),
  KMS_DATA_KEY_REUSE_PERIOD("KmsDataKeyReusePeriodSeconds", null, range(60, 86_400)),
  SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", "true", oneOf("true", "false")),
  FIFO_QUEUE("FifoQueue", "true", oneOf("true")),
  CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", "false", oneOf("true", "false")),
  DEDUPLICATION_SCOPE("DeduplicationScope", "queue", oneOf("queue", "messageGroup")),
  FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", "perQueue", oneOf("perQueue", "perMessageGroupId"));

  /** These are unknown to standard queues, whatever their value. */
  private static final Set<QueueAttribute> OF_FIFO =
      Set.of(FIFO_QUEUE, CONTENT_BASED_DEDUPLICATION, DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT);

  private final String wireName;
  private final @Nullable String standard;

  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  private final Predicate<String> legal;

  QueueAttribute(String wireName, @Nullable String standard, Predicate<String> legal) {
    this.wireName = wireName;
    this.standard = standard;
    this.legal = legal;
  }

  /** As requests and answers name it. */
  String wireName() {
    return wireName;
  }

  /**
   * What a request gives, without attributes that are empty: those say that there is none.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error for a name
   *     that is unknown, or a value that the attribute cannot have
   */
  static Map<String, String> checked(Map<String, String> given, boolean fifo) {
    var attributes = new HashMap<String, String>();
    given.forEach(
        (name, value) -> {
          var attribute =
              named(name)
                  .filter(known -> fifo || !OF_FIFO.contains(known))
                  .orElseThrow(() -> SqsErrors.unknownAttribute(name));
          if (!value.isEmpty()) {
            if (!attribute.legal.test(value)) {
              throw SqsErrors.invalidValue(name);
            }
            attributes.put(name, value);
          } else if (attribute.standard != null) {
            throw SqsErrors.invalidValue(name);
          }
        });
    return attributes;
  }

  /** A new queue's attributes: the given ones, and AWS's defaults for the others. */
  static Map<String, String> complete(Map<String, String> checked, boolean fifo) {
    var attributes = new HashMap<String, String>();
    for (var attribute : values()) {
      if (attribute.standard != null && (fifo || !OF_FIFO.contains(attribute))) {
        attributes.put(attribute.wireName, attribute.standard);
      }
    }
    attributes.putAll(checked);
    return attributes;
  }

  /** Whether two values say the same: numbers and JSON can be written in several ways. */
  static boolean sameValue(String value, @Nullable String other) {
    if (other == null || value.equals(other)) {
      return other != null;
    }
    try {
      var json = JsonMapper.shared();
      return json.readTree(value).equals(json.readTree(other));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Optional<QueueAttribute> named(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }

  private static Predicate<String> oneOf(String... values) {
    return List.of(values)::contains;
  }

  /** Whole numbers between two, written with at most ten digits. */
  private static Predicate<String> range(int least, int most) {
    return value ->
        value.length() <= 10
            && value.chars().allMatch(c -> c >= '0' && c <= '9')
            && Long.parseLong(value) >= least
            && Long.parseLong(value) <= most;
  }

  private static boolean isPolicy(String document) {
    try {
      return Objects.nonNull(Policy.parse(document, PolicyKind.RESOURCE));
    } catch (MalformedPolicyException e) {
      return false;
    }
  }
}
