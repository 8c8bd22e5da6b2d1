package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations and readings as people write and read them. */
final class ClockText {

  private ClockText() {}

  /**
   * Reads a duration: {@code PT2M} as ISO-8601 has it, or {@code 90s}, {@code 2m}, {@code 1h30m},
   * {@code 1d}.
   *
   * @return null if it is none, or too long for any clock
   */
  static @Nullable Duration duration(String text) {
    var upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(upper.startsWith("P") ? upper : iso(upper));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String iso(String upper) {
    var days = upper.indexOf('D') + 1;
    var time = upper.substring(days);
    return "P" + upper.substring(0, days) + (days > 0 && time.isEmpty() ? "" : "T" + time);
  }

  /** Such as {@code 1d 2h 3m 4.5s}. */
  static String of(Duration duration) {
    var text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    var seconds = Duration.ofSeconds(duration.toSecondsPart(), duration.toNanosPart()).toString();
    if (!seconds.equals("PT0S") || text.isEmpty()) {
      text.append(seconds.substring(2).toLowerCase(Locale.ROOT));
    }
    return text.toString().strip();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit).append(' ');
    }
  }

  /** A reading as a person sees it in a terminal. */
  static String of(ClockReading reading, List<String> behind) {
    var text =
        "platform time  %s\nwall time      %s\nahead by       %s\n"
            .formatted(reading.platform(), reading.wall(), of(Duration.parse(reading.offset())));
    return behind.isEmpty()
        ? text
        : text
            + "not there yet  %s; what is away takes it when it is back\n"
                .formatted(String.join(", ", behind));
  }
}
