package dev.triggerfish.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.event.ruler.Machine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our engine and the one that AWS has published agree on random patterns and events. */
class OraclePropertyTest {

  private static final List<String> KEYS = List.of("a", "b", "c");

  private static final int EVENTS = 25;

  private static final int COMBINATIONS = 500;

  private static final JsonMapper MAPPER = new JsonMapper();

  @Property(tries = 1000)
  void agreesWithAwssEngine(@ForAll Random random) throws Exception {
    var pattern = new Patterns(random).pattern(2);
    var ours = EventPattern.parse(pattern, Dialect.EVENT_BRIDGE);
    Assume.that(ours.combinations(COMBINATIONS) <= COMBINATIONS);
    var awss = machines(pattern);
    for (var i = 0; i < EVENTS; i++) {
      var event = new Events(random).object(2);

      assertThat(ours.matches(EventPart.json(event)))
          .as("%s of %s", pattern, event)
          .isEqualTo(matches(awss, event));
    }
  }

  private static boolean matches(List<Machine> machines, String event) throws Exception {
    for (var machine : machines) {
      if (!machine.rulesForJSONEvent(event).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A machine for each choice of one rule out of every list. Rules that share a machine may disturb
   * each other: AWS's engine (2.0.1) finds "xy" for anything but {@code *x*} as soon as a rule that
   * ignores case follows in the list.
   */
  private static List<Machine> machines(String pattern) throws Exception {
    var machines = new ArrayList<Machine>();
    for (var choice : choices(MAPPER.readTree(pattern))) {
      var machine = Machine.builder().build();
      machine.addRule("rule", choice.toString());
      machines.add(machine);
    }
    return machines;
  }

  private static List<ObjectNode> choices(JsonNode pattern) {
    var choices = List.of(MAPPER.createObjectNode());
    for (var member : pattern.properties()) {
      var ofMember = choices(member.getKey(), member.getValue());
      choices =
          choices.stream()
              .flatMap(choice -> ofMember.stream().map(other -> choice.deepCopy().setAll(other)))
              .toList();
    }
    return choices;
  }

  private static List<ObjectNode> choices(String key, JsonNode value) {
    if (key.equals("$or")) {
      return value.valueStream().flatMap(pattern -> choices(pattern).stream()).toList();
    }
    Stream<JsonNode> one =
        value.isObject()
            ? choices(value).stream().map(JsonNode.class::cast)
            : value.valueStream().map(rule -> MAPPER.createArrayNode().add(rule));
    return one.map(node -> MAPPER.createObjectNode().set(key, node))
        .map(ObjectNode.class::cast)
        .toList();
  }

  /** Texts that are often equal, or begin or end with each other. */
  private static String text(Random random) {
    var text = new StringBuilder();
    for (var length = random.nextInt(4); length > 0; length--) {
      text.append("xyX".charAt(random.nextInt(3)));
    }
    return '"' + text.toString() + '"';
  }

  private static String number(Random random) {
    return List.of("0", "1", "-1", "2", "1.5", "10", "1.0", "1e1").get(random.nextInt(8));
  }

  private static String list(Random random, int most, Supplier<String> element) {
    var elements = new ArrayList<String>();
    for (var size = 1 + random.nextInt(most); size > 0; size--) {
      elements.add(element.get());
    }
    return "[" + String.join(",", elements) + "]";
  }

  private record Patterns(Random random) {

    String pattern(int depth) {
      var members = new ArrayList<String>();
      for (var key : KEYS) {
        if (random.nextInt(3) > 0 || members.isEmpty()) {
          members.add('"' + key + "\":" + value(depth));
        }
      }
      if (random.nextInt(4) == 0) {
        // Of keys of its own: AWS's engine merges those that stand outside too.
        members.add("\"$or\":[" + simple("d", depth) + "," + simple("e", depth) + "]");
      }
      return "{" + String.join(",", members) + "}";
    }

    private String simple(String key, int depth) {
      return "{\"" + key + "\":" + value(depth) + "}";
    }

    private String value(int depth) {
      return depth > 0 && random.nextInt(3) == 0 ? pattern(depth - 1) : list(random, 3, this::rule);
    }

    private String rule() {
      return switch (random.nextInt(14)) {
        case 0 -> number(random);
        case 1 -> "null";
        case 2 -> Boolean.toString(random.nextBoolean());
        case 3 -> "{\"prefix\":" + text(random) + "}";
        case 4 -> "{\"suffix\":" + text(random) + "}";
        case 5 -> "{\"equals-ignore-case\":" + text(random) + "}";
        case 6 -> "{\"exists\":" + random.nextBoolean() + "}";
        case 7 ->
            "{\"numeric\":[\""
                + List.of("<", "<=", "=", ">=", ">").get(random.nextInt(5))
                + "\","
                + number(random)
                + "]}";
        case 8 -> "{\"wildcard\":" + wildcard() + "}";
        case 9 -> "{\"anything-but\":" + anythingBut() + "}";
        case 10 -> "{\"prefix\":{\"equals-ignore-case\":" + text(random) + "}}";
        case 11 -> "{\"suffix\":{\"equals-ignore-case\":" + text(random) + "}}";
        default -> text(random);
      };
    }

    private String wildcard() {
      return List.of("\"*\"", "\"x*\"", "\"*y\"", "\"x*y\"", "\"*x*\"", "\"x*x*y\"")
          .get(random.nextInt(6));
    }

    private String anythingBut() {
      return switch (random.nextInt(7)) {
        case 0 -> text(random);
        case 1 -> number(random);
        case 2 -> list(random, 2, () -> text(random));
        case 3 -> "{\"prefix\":" + nonEmpty() + "}";
        case 4 -> "{\"suffix\":" + nonEmpty() + "}";
        case 5 -> "{\"wildcard\":" + wildcard() + "}";
        default -> "{\"equals-ignore-case\":" + list(random, 2, () -> text(random)) + "}";
      };
    }

    private String nonEmpty() {
      return random.nextBoolean() ? "\"x\"" : "\"xy\"";
    }
  }

  private record Events(Random random) {

    String object(int depth) {
      var members = new ArrayList<String>();
      for (var key : List.of("a", "b", "c", "d", "e")) {
        if (random.nextInt(3) > 0) {
          members.add('"' + key + "\":" + value(depth));
        }
      }
      return "{" + String.join(",", members) + "}";
    }

    private String value(int depth) {
      return switch (random.nextInt(6)) {
        case 0 -> number(random);
        case 1 -> List.of("null", "true", "false").get(random.nextInt(3));
        case 2 -> depth > 0 ? object(depth - 1) : text(random);
        case 3 -> depth > 0 ? list(random, 3, () -> value(depth - 1)) : text(random);
        default -> text(random);
      };
    }
  }
}
