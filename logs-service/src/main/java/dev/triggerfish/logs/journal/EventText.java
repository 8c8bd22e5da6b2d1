package dev.triggerfish.logs.journal;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.logs.journal.EventPath.Event;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The way of an event as a person reads it in a terminal. Times are UTC, platform time. */
final class EventText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int STEP_COLUMN = 12;
  private static final String INDENT = " ".repeat(2 + 12 + 2 + STEP_COLUMN + 2);

  /** They are followed instead. */
  private static final Set<String> FOLLOWED = Set.of("requestId", "messageId");

  private EventText() {}

  static String of(EventPath path) {
    var text = new StringBuilder();
    for (var event : path.events()) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      append(text, event, path.id());
    }
    if (!path.complete()) {
      text.append(
          "\nThere is more than is shown here. Ask for one of these events to see its own way.\n");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Event event, String askedFor) {
    var day = day(event.hops().getFirst());
    text.append(printable(event.id())).append("  (").append(day);
    if (event.id().equals(askedFor)) {
      text.append(", asked for");
    }
    text.append(")\n");
    if (!event.causes().isEmpty()) {
      text.append("  because of ").append(causes(event)).append('\n');
    }
    for (var hop : event.hops()) {
      if (!day(hop).equals(day)) {
        day = day(hop);
        text.append("  ").append(day).append('\n');
      }
      append(text, hop);
    }
  }

  private static String causes(Event event) {
    return event.causes().stream().map(EventText::printable).collect(Collectors.joining(", "));
  }

  private static void append(StringBuilder text, EventHop hop) {
    text.append("  ")
        .append(TIME.format(hop.at().atOffset(ZoneOffset.UTC)))
        .append("  ")
        .append(("%-" + STEP_COLUMN + "s").formatted(word(hop.step())))
        .append("  ")
        .append(printable(hop.resource()))
        .append('\n');
    text.append(INDENT).append(printable(hop.text()));
    var facts = facts(hop);
    if (!facts.isEmpty()) {
      text.append("  (").append(facts).append(')');
    }
    text.append('\n');
  }

  private static String word(Step step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String facts(EventHop hop) {
    return hop.facts().entrySet().stream()
        .filter(fact -> !FOLLOWED.contains(fact.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(fact -> printable(fact.getKey()) + " " + printable(fact.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static LocalDate day(EventHop hop) {
    return LocalDate.ofInstant(hop.at(), ZoneOffset.UTC);
  }

  /** Keys of objects may hold what would move the cursor of a terminal. */
  static String printable(String text) {
    return text.codePoints()
        .map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
