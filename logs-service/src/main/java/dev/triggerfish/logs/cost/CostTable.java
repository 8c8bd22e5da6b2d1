package dev.triggerfish.logs.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Costs as a person reads them in a terminal. */
final class CostTable {

  private static final List<String> HEAD =
      List.of(
          "day",
          "account",
          "region",
          "function",
          "version",
          "requests",
          "billed ms",
          "GB-s",
          "USD");
  private static final int TEXT_COLUMNS = 5;

  private CostTable() {}

  static String of(CostReport report) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    for (var line : report.costs()) {
      rows.add(
          row(
              List.of(
                  line.day().toString(),
                  line.accountId(),
                  line.region(),
                  line.function(),
                  line.version()),
              line.cost()));
    }
    rows.add(row(List.of("total", "", "", "", ""), report.total()));
    var widths = new int[HEAD.size()];
    for (var row : rows) {
      for (var at = 0; at < widths.length; at++) {
        widths[at] = Math.max(widths[at], row.get(at).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).collect(Collectors.joining());
  }

  private static List<String> row(List<String> texts, Cost cost) {
    var row = new ArrayList<>(texts);
    row.add(Long.toString(cost.requests()));
    row.add(Long.toString(cost.billedMillis()));
    row.add(cost.gbSeconds().toPlainString());
    row.add(cost.price().toPlainString());
    return row;
  }

  private static String aligned(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (var at = 0; at < widths.length; at++) {
      var padding = " ".repeat(widths[at] - row.get(at).length());
      line.append(at < TEXT_COLUMNS ? row.get(at) + padding : padding + row.get(at));
      line.append(at == widths.length - 1 ? "\n" : "  ");
    }
    return line.toString();
  }
}
