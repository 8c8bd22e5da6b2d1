package dev.triggerfish.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.logs.journal.EventPath.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventTextTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of(
            "what a missing permission ends",
            way(
                "m",
                event(
                    "m",
                    Set.of(),
                    hop("m", "12:00:01.250", Step.ACCEPTED, TOPIC, "message m published"),
                    hop(
                        "m",
                        "12:00:01.300",
                        Step.DENIED,
                        FUNCTION,
                        "sns.amazonaws.com may not lambda:InvokeFunction"))),
            """
            m  (2026-01-02, asked for)
              12:00:01.250  accepted      %s
                                          message m published
              12:00:01.300  denied        %s
                                          sns.amazonaws.com may not lambda:InvokeFunction
            """
                .formatted(TOPIC, FUNCTION)),
        Arguments.of(
            "facts, but not those that are followed",
            way(
                "m",
                event(
                    "m",
                    Set.of(),
                    hop(
                        "m",
                        "12:00:00.000",
                        Step.FILTERED_OUT,
                        TOPIC,
                        "no",
                        Map.of("requestId", "r", "rule", "a", "attempt", "2")))),
            """
            m  (2026-01-02, asked for)
              12:00:00.000  filtered out  %s
                                          no  (attempt 2, rule a)
            """
                .formatted(TOPIC)),
        Arguments.of(
            "several events, with what made them",
            way(
                "r",
                event("m", Set.of(), hop("m", "12:00:00.000", Step.DELIVERED, TOPIC, "handed on")),
                event("r", Set.of("m"), hop("r", "12:00:00.001", Step.ATTEMPTED, FUNCTION, "ran"))),
            """
            m  (2026-01-02)
              12:00:00.000  delivered     %s
                                          handed on

            r  (2026-01-02, asked for)
              because of m
              12:00:00.001  attempted     %s
                                          ran
            """
                .formatted(TOPIC, FUNCTION)),
        Arguments.of(
            "nothing that moves the cursor",
            way(
                "b/\u001b[2Jk",
                event(
                    "b/\u001b[2Jk",
                    Set.of(),
                    hop("b/\u001b[2Jk", "12:00:00.000", Step.ACCEPTED, "b", "x\ny"))),
            """
            b/\uFFFD[2Jk  (2026-01-02, asked for)
              12:00:00.000  accepted      b
                                          x\uFFFDy
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void shows(String what, EventPath path, String text) {
    assertThat(EventText.of(path)).as(what).isEqualTo(text);
  }

  @Test
  void saysWhenANewDayBegins() {
    var late =
        new EventHop(
            "m",
            null,
            Instant.parse("2026-01-03T00:01:00Z"),
            Step.DROPPED,
            TOPIC,
            "no more",
            Map.of());
    var first = hop("m", "23:59:00.000", Step.WAITING, TOPIC, "throttled");

    assertThat(EventText.of(way("m", event("m", Set.of(), first, late))).lines())
        .containsSubsequence(
            "m  (2026-01-02, asked for)",
            "  23:59:00.000  waiting       " + TOPIC,
            "  2026-01-03",
            "  00:01:00.000  dropped       " + TOPIC);
  }

  @Test
  void saysThatThereIsMore() {
    var one = event("m", Set.of(), hop("m", "12:00:00.000", Step.ACCEPTED, TOPIC, "x"));

    assertThat(EventText.of(new EventPath("m", List.of(one), false)))
        .endsWith(
            "\nThere is more than is shown here. Ask for one of these events to see its own way.\n");
  }

  private static EventPath way(String id, Event... events) {
    return new EventPath(id, Arrays.asList(events), true);
  }

  private static Event event(String id, Set<String> causes, EventHop... hops) {
    return new Event(id, causes, Arrays.asList(hops));
  }

  private static EventHop hop(String id, String time, Step step, String resource, String text) {
    return hop(id, time, step, resource, text, Map.of());
  }

  private static EventHop hop(
      String id, String time, Step step, String resource, String text, Map<String, String> facts) {
    var at = Instant.parse("2026-01-02T" + time + "Z");
    return new EventHop(id, null, at, step, resource, text, facts);
  }
}
