package dev.triggerfish.aws.health;

import dev.triggerfish.aws.health.HealthProbe.Finding;
import java.util.List;
import java.util.Locale;

/** Findings as a person reads them in a terminal. */
final class HealthTable {

  private HealthTable() {}

  static String of(List<Finding> findings) {
    var width = findings.stream().mapToInt(one -> one.part().length()).max().orElse(0);
    var text = new StringBuilder();
    for (var finding : findings) {
      text.append(finding.part()).append(" ".repeat(width - finding.part().length() + 2));
      text.append("%-10s".formatted(finding.state().name().toLowerCase(Locale.ROOT)));
      text.append(finding.detail()).append('\n');
      if (finding.remedy() != null) {
        text.append(" ".repeat(width + 12)).append("-> ").append(finding.remedy()).append('\n');
      }
    }
    return text.toString();
  }
}
