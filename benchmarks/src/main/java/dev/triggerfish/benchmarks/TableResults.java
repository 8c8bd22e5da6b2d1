package dev.triggerfish.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;

/** What was measured of tables: on each database, through HTTP and with nothing but JDBC. */
final class TableResults {

  private final Map<Figure, Map<Column, Double>> values = new EnumMap<>(Figure.class);

  /** Where it was measured. */
  enum Column {
    H2("H2"),
    H2_BARE("H2, bare JDBC"),
    POSTGRESQL("PostgreSQL"),
    POSTGRESQL_BARE("PostgreSQL, bare JDBC");

    private final String title;

    Column(String title) {
      this.title = title;
    }
  }

  /** What is measured, and the goal. */
  enum Figure {
    LOADED("items loaded per second, 25 a call, 8 clients", 0, ""),
    GET("`GetItem` beside 1,000 writes per second (ms)", 2, "< 1"),
    QUERY("`Query` of 100 beside 1,000 writes per second (ms)", 2, "< 5"),
    PACE("the writes per second beside which those ran", 0, "1,000"),
    WRITES("writes per second, 64 clients", 0, "≥ 3,000 on H2"),
    SCAN("`Scan` page of 1 MB (ms)", 1, "< 100"),
    TRANSACTION("`TransactWriteItems` of 100 (ms)", 1, "< 100"),
    MAPPED("write to function start, mapping idle (ms)", 1, "< 30"),
    TIP("`GetRecords` at the tip (ms)", 2, "< 2"),
    FILE("file after all items were overwritten (times the items' size)", 1, "≤ 4 on H2"),
    READY("ready after `kill -9`, more than empty (s)", 1, "≤ 2");

    private final String title;
    private final int decimals;
    private final String goal;

    Figure(String title, int decimals, String goal) {
      this.title = title;
      this.decimals = decimals;
      this.goal = goal;
    }
  }

  void add(Figure figure, Column column, double value) {
    values.computeIfAbsent(figure, _ -> new EnumMap<>(Column.class)).put(column, value);
  }

  /** Whether it was measured. */
  boolean has(Figure figure, Column column) {
    return values.getOrDefault(figure, Map.of()).containsKey(column);
  }

  /** As Markdown. */
  String table(int items) {
    var text = new StringBuilder("\n| DynamoDB, %,d items of 300 bytes |".formatted(items));
    for (var column : Column.values()) {
      text.append(' ').append(column.title).append(" |");
    }
    text.append(" goal |\n| --- | --- | --- | --- | --- | --- |\n");
    for (var figure : Figure.values()) {
      text.append("| ").append(figure.title).append(" |");
      for (var column : Column.values()) {
        var value = values.getOrDefault(figure, Map.of()).get(column);
        text.append(' ').append(value == null ? "" : number(value, figure.decimals)).append(" |");
      }
      text.append(' ').append(figure.goal).append(" |\n");
    }
    return text.toString();
  }

  private static String number(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
