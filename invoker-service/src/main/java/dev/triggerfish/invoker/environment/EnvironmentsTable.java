package dev.triggerfish.invoker.environment;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Environments as a person reads them in a terminal. */
final class EnvironmentsTable {

  private static final List<String> HEADINGS =
      List.of(
          "FUNCTION",
          "VERSION",
          "STATE",
          "RUNTIME",
          "MB",
          "CALLS",
          "CREATED",
          "LAST USED",
          "LOG STREAM");

  private EnvironmentsTable() {}

  static String of(List<EnvironmentView> environments) {
    if (environments.isEmpty()) {
      return "No execution environments.\n";
    }
    var rows = new ArrayList<List<String>>();
    rows.add(HEADINGS);
    environments.forEach(environment -> rows.add(row(environment)));
    var widths = IntStream.range(0, HEADINGS.size()).map(column -> width(rows, column)).toArray();
    var text = new StringBuilder();
    for (var row : rows) {
      for (var column = 0; column < widths.length - 1; column++) {
        text.append(row.get(column));
        text.append(" ".repeat(widths[column] - row.get(column).length() + 2));
      }
      text.append(row.getLast());
      text.append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static List<String> row(EnvironmentView environment) {
    return List.of(
        environment.function(),
        environment.version(),
        environment.state().name().toLowerCase(Locale.ROOT),
        environment.runtime(),
        Integer.toString(environment.memoryMb()),
        Long.toString(environment.invocations()),
        environment.created().truncatedTo(ChronoUnit.SECONDS).toString(),
        environment.lastUsed().truncatedTo(ChronoUnit.SECONDS).toString(),
        environment.logStream());
  }
}
