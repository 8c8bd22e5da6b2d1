package dev.triggerfish.eventbus.sns.filterpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The matcher and one that is too simple to be wrong agree. */
class FilterPolicyPropertiesTest {

  private static final List<String> KEYS = List.of("a", "b", "c");

  /** A rule, as it is written and what it means. */
  record Simple(String kind, String operand) {
    String json() {
      return switch (kind) {
        case "exactly" -> "\"" + operand + "\"";
        case "anything-but" -> "{\"anything-but\":[\"" + operand + "\"]}";
        case "exists", "absent" -> "{\"exists\":" + kind.equals("exists") + "}";
        default -> "{\"" + kind + "\":\"" + operand + "\"}";
      };
    }

    boolean accepts(@Nullable String value) {
      if (value == null) {
        return kind.equals("absent");
      }
      return switch (kind) {
        case "exactly" -> value.equals(operand);
        case "prefix" -> value.startsWith(operand);
        case "suffix" -> value.endsWith(operand);
        case "equals-ignore-case" -> value.equalsIgnoreCase(operand);
        case "anything-but" -> !value.equals(operand);
        default -> kind.equals("exists");
      };
    }
  }

  @Provide
  Arbitrary<Map<String, List<Simple>>> policies() {
    var kinds =
        Arbitraries.of(
            "exactly",
            "prefix",
            "suffix",
            "equals-ignore-case",
            "anything-but",
            "exists",
            "absent");
    var rule = kinds.flatMap(kind -> texts().map(operand -> new Simple(kind, operand)));
    return Arbitraries.maps(Arbitraries.of(KEYS), rule.list().ofMinSize(1).ofMaxSize(3))
        .ofMinSize(1);
  }

  @Provide
  Arbitrary<Map<String, String>> messages() {
    return Arbitraries.maps(Arbitraries.of(KEYS), texts());
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("xyX").ofMinLength(1).ofMaxLength(3);
  }

  @Property(tries = 2000)
  void agreesWithANaiveMatcherInBothScopes(
      @ForAll("policies") Map<String, List<Simple>> policy,
      @ForAll("messages") Map<String, String> message) {
    var document = json(policy);
    var expected =
        policy.entrySet().stream()
            .allMatch(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(rule -> rule.accepts(message.get(entry.getKey()))));
    var byAttributes =
        FilterPolicy.parse(document, FilterPolicyScope.MESSAGE_ATTRIBUTES)
            .mismatch(attributes(message), "text");
    var byBody =
        FilterPolicy.parse(document, FilterPolicyScope.MESSAGE_BODY)
            .mismatch(Map.of(), body(message));
    assertThat(byAttributes == null).as(document).isEqualTo(expected);
    assertThat(byBody == null).as(document).isEqualTo(expected);
  }

  private static String json(Map<String, List<Simple>> policy) {
    var keys = new ArrayList<String>();
    policy.forEach(
        (key, rules) ->
            keys.add(
                "\""
                    + key
                    + "\":["
                    + rules.stream().map(Simple::json).collect(Collectors.joining(","))
                    + "]"));
    return "{" + String.join(",", keys) + "}";
  }

  private static Map<String, MessageAttributeValue> attributes(Map<String, String> message) {
    return message.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(e.getValue())
                        .build()));
  }

  private static String body(Map<String, String> message) {
    return message.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
