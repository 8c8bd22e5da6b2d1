package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.arn.Arn;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the two attributes that say where messages go that nobody can process. */
final class RedriveRules {

  private static final int MOST_RECEIVES = 1_000;
  private static final int MOST_SOURCES = 10;
  private static final Set<String> PERMISSIONS = Set.of("allowAll", "denyAll", "byQueue");

  private RedriveRules() {}

  /** {@code {"deadLetterTargetArn":"arn:aws:sqs:…","maxReceiveCount":1..1000}}. */
  static boolean isRedrivePolicy(String text) {
    var json = read(text);
    return json.size() == 2
        && isQueue(json.path("deadLetterTargetArn"))
        && isReceiveCount(json.path("maxReceiveCount"));
  }

  /** {@code {"redrivePermission":"byQueue","sourceQueueArns":[…]}}. */
  static boolean isRedriveAllowPolicy(String text) {
    var json = read(text);
    var permission = json.path("redrivePermission").asString("");
    var sources = json.path("sourceQueueArns");
    if (!permission.equals("byQueue")) {
      return PERMISSIONS.contains(permission) && json.size() == 1;
    }
    return sources.isArray()
        && !sources.isEmpty()
        && sources.size() <= MOST_SOURCES
        && sources.valueStream().allMatch(RedriveRules::isQueue)
        && json.size() == 2;
  }

  /** Clients write the number as one or as text. */
  private static boolean isReceiveCount(JsonNode count) {
    var number = count.isIntegralNumber() || count.isString() ? count.asInt(0) : 0;
    return number >= 1 && number <= MOST_RECEIVES;
  }

  private static boolean isQueue(JsonNode arn) {
    var parsed = arn.isString() ? Arn.parse(arn.stringValue()) : null;
    return parsed != null && parsed.service().equals("sqs") && QueueKey.of(parsed).isNameLegal();
  }

  private static JsonNode read(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }
}
