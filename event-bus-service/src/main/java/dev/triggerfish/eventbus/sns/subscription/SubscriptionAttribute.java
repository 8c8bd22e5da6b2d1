package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.eventbus.sns.filterpolicy.FilterPolicy;
import dev.triggerfish.eventbus.sns.filterpolicy.FilterPolicyScope;
import dev.triggerfish.eventbus.sns.filterpolicy.InvalidFilterPolicyException;
import dev.triggerfish.eventbus.sns.filterpolicy.JsonErrors;
import dev.triggerfish.eventbus.sns.filterpolicy.NestedFilterPolicyException;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attributes that clients may set.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html">
 *     SetSubscriptionAttributes</a>
 */
final class SubscriptionAttribute {

  static final String FILTER_POLICY = "FilterPolicy";
  static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
  static final String RAW = "RawMessageDelivery";
  static final String REDRIVE_POLICY = "RedrivePolicy";

  /** Of HTTP alone; kept and given back. */
  private static final String DELIVERY_POLICY = "DeliveryPolicy";

  private static final String DEFAULT_SCOPE = "MessageAttributes";
  private static final int LONGEST_FILTER = 262_144;
  private static final int LONGEST = 30_720;
  private static final int LONGEST_ARN = 2_048;

  private SubscriptionAttribute() {}

  /** The attributes of a new subscription, or AWS's error. */
  static Map<String, String> checked(Map<String, String> given) {
    var attributes = new HashMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (!isKnown(name)) {
            throw SnsErrors.invalid("Attributes Reason: Unknown attribute " + name);
          }
          set(attributes, name, value, "Attributes Reason: ");
        });
    checkFilter(attributes, "Attributes Reason: ");
    return attributes;
  }

  /** The attributes after one has been set, or AWS's error. */
  static Map<String, String> with(
      Map<String, String> attributes, String name, @Nullable String value) {
    if (!isKnown(name)) {
      throw SnsErrors.invalid("AttributeName");
    }
    var changed = new HashMap<>(attributes);
    set(changed, name, value == null ? "" : value, "");
    checkFilter(changed, "");
    return changed;
  }

  private static boolean isKnown(String name) {
    return switch (name) {
      case FILTER_POLICY, FILTER_POLICY_SCOPE, RAW, REDRIVE_POLICY, DELIVERY_POLICY -> true;
      // Of Firehose and FIFO topics.
      case "SubscriptionRoleArn", "ReplayPolicy" ->
          throw SnsErrors.notSimulated("Attributes Reason: " + name);
      default -> false;
    };
  }

  private static void set(
      Map<String, String> attributes, String name, String value, String context) {
    switch (name) {
      case RAW -> checkRaw(value, context);
      case REDRIVE_POLICY -> checkRedrivePolicy(value, context);
      case FILTER_POLICY_SCOPE -> scope(value, context);
      default -> {}
    }
    if (value.length() > (name.equals(FILTER_POLICY) ? LONGEST_FILTER : LONGEST)) {
      throw SnsErrors.invalid(context + name + ": Value is too long");
    }
    if (value.isEmpty() || (name.equals(FILTER_POLICY) && value.strip().equals("{}"))) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  private static void checkRaw(String value, String context) {
    if (!value.equals("true") && !value.equals("false")) {
      throw SnsErrors.invalid(
          context + "RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
    }
    if (value.equals("true")) {
      throw SnsErrors.invalid(
          context + "Delivery protocol [lambda] does not support raw message delivery.");
    }
  }

  private static void checkRedrivePolicy(String value, String context) {
    if (value.isEmpty()) {
      return;
    }
    try {
      var target = deadLetterTarget(value);
      var arn = target.length() > LONGEST_ARN ? null : Arn.parse(target);
      if (arn == null || !arn.service().equals("sqs")) {
        throw SnsErrors.invalid(context + "RedrivePolicy: deadLetterTargetArn is an invalid arn");
      }
    } catch (JacksonException e) {
      throw SnsErrors.invalid(context + "RedrivePolicy: " + JsonErrors.parseError(e));
    }
  }

  private static FilterPolicyScope scope(String text, String context) {
    var scope = FilterPolicyScope.of(text.isEmpty() ? DEFAULT_SCOPE : text);
    if (scope == null) {
      throw SnsErrors.invalid(
          context
              + "FilterPolicyScope: Invalid value ["
              + text
              + "]. Please use either MessageBody or MessageAttributes");
    }
    return scope;
  }

  private static void checkFilter(Map<String, String> attributes, String context) {
    try {
      filter(attributes);
    } catch (InvalidFilterPolicyException e) {
      throw SnsErrors.invalid(context + "FilterPolicy: " + e.reason());
    } catch (NestedFilterPolicyException _) {
      throw SnsErrors.invalid(NestedFilterPolicyException.REASON);
    }
  }

  /** The filter that attributes describe, if they do. */
  static @Nullable FilterPolicy filter(Map<String, String> attributes) {
    var policy = attributes.get(FILTER_POLICY);
    return policy == null
        ? null
        : FilterPolicy.parse(policy, scope(attributes.getOrDefault(FILTER_POLICY_SCOPE, ""), ""));
  }

  /** The queue that attributes name, if they do. */
  static @Nullable String deadLetterTarget(Map<String, String> attributes) {
    var policy = attributes.get(REDRIVE_POLICY);
    return policy == null ? null : deadLetterTarget(policy);
  }

  private static String deadLetterTarget(String redrivePolicy) {
    return JsonMapper.shared().readTree(redrivePolicy).path("deadLetterTargetArn").asString("");
  }

  /** Attributes as they are shown: defaults are, too. */
  static Map<String, String> shown(Map<String, String> attributes) {
    var shown = new HashMap<>(attributes);
    shown.putIfAbsent(RAW, "false");
    if (shown.containsKey(FILTER_POLICY)) {
      shown.putIfAbsent(FILTER_POLICY_SCOPE, DEFAULT_SCOPE);
    }
    return shown;
  }
}
