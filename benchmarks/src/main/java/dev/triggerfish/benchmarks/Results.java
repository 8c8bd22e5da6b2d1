package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, by name, and the table of it. */
final class Results {

  static final String BARE = "bare";
  static final String PRODUCT = "triggerfish";
  static final String PUBLISH = "Publish";
  static final String PUT_OBJECT = "PutObject";

  private final Map<String, List<Double>> values = new TreeMap<>();

  void started(Duration time) {
    add("start", time.toMillis() / 1e3);
  }

  void idle(double megabytes) {
    add("idle", megabytes);
  }

  void latency(String target, MeasuredFunction function, double millis) {
    add("latency " + target + " " + function, millis);
  }

  void throughput(String target, MeasuredFunction function, double perSecond) {
    add("throughput " + target + " " + function, perSecond);
  }

  void environment(MeasuredFunction function, double megabytes) {
    add("environment " + function, megabytes);
  }

  void cold(MeasuredFunction function, double millis) {
    add("cold " + function, millis);
  }

  void pushed(String source, double millis) {
    add("pushed " + source, millis);
  }

  void pushedPerSecond(String source, double perSecond) {
    add("pushed per second " + source, perSecond);
  }

  /** First alone, then beside the busy function. */
  void beside(double[] millis) {
    var sorted = millis.clone();
    Arrays.sort(sorted);
    add("beside median", sorted[sorted.length / 2]);
    add("beside p99", sorted[sorted.length * 99 / 100]);
  }

  private void add(String name, double value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** The median. */
  double median(String name) {
    var found = values.getOrDefault(name, List.of());
    return Load.median(found.stream().mapToDouble(each -> each).toArray());
  }

  /** As Markdown. */
  String table() {
    var text = new StringBuilder();
    text.append("Machine: ").append(machine()).append("\n\n");
    text.append("| | Python | Node.js | Java | goal |\n| --- | --- | --- | --- | --- |\n");
    row(text, "warm call, bare (ms)", "latency bare", 2, "");
    row(text, "warm call, Triggerfish (ms)", "latency triggerfish", 2, "");
    ratio(text, "ratio", "latency", "≤ 1.5");
    row(text, "calls per second of 8 clients, bare", "throughput bare", 0, "");
    row(text, "calls per second of 8 clients, Triggerfish", "throughput triggerfish", 0, "");
    ratio(text, "ratio", "throughput", "≥ 0.6");
    row(text, "cold start to first answer (ms)", "cold", 0, "60 / 140 / 150");
    row(text, "memory of an environment (MB)", "environment", 0, "");
    text.append("\n| | Publish | PutObject |\n| --- | --- | --- |\n");
    pushed(text, "to the function's start (ms)", "pushed ", 1);
    pushed(text, "events per second", "pushed per second ", 0);
    text.append("\n| an event to its function's start | median (ms) | 99th percentile (ms) |\n");
    text.append("| --- | --- | --- |\n");
    beside(text, "alone", 0);
    beside(text, "beside a function with 20,000 events waiting", 1);
    text.append("\n| | | goal |\n| --- | --- | --- |\n");
    text.append("| command to ready (s) | ").append(number(median("start"), 1)).append(" | 4 |\n");
    text.append("| memory when idle (MB) | ")
        .append(number(median("idle"), 0))
        .append(" | 450 |\n");
    return text.toString();
  }

  private void row(StringBuilder text, String title, String name, int decimals, String goal) {
    text.append("| ").append(title);
    for (var function : MeasuredFunction.values()) {
      text.append(" | ").append(number(median(name + " " + function), decimals));
    }
    text.append(" | ").append(goal).append(" |\n");
  }

  private void beside(StringBuilder text, String title, int which) {
    text.append("| ").append(title);
    for (var name : List.of("beside median", "beside p99")) {
      text.append(" | ").append(number(values.getOrDefault(name, List.of()).get(which), 1));
    }
    text.append(" |\n");
  }

  private void pushed(StringBuilder text, String title, String name, int decimals) {
    text.append("| ").append(title);
    for (var source : List.of(PUBLISH, PUT_OBJECT)) {
      text.append(" | ").append(number(median(name + source), decimals));
    }
    text.append(" |\n");
  }

  /** The median of the rounds' ratios: bare and product took turns. */
  private void ratio(StringBuilder text, String title, String name, String goal) {
    text.append("| ").append(title);
    for (var function : MeasuredFunction.values()) {
      var bare = values.getOrDefault(name + " bare " + function, List.of());
      var product = values.getOrDefault(name + " triggerfish " + function, List.of());
      var ratios = new double[bare.size()];
      for (var i = 0; i < ratios.length; i++) {
        ratios[i] = product.get(i) / bare.get(i);
      }
      text.append(" | ").append(number(Load.median(ratios), 2));
    }
    text.append(" | ").append(goal).append(" |\n");
  }

  private static String number(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static String machine() {
    var cores = Runtime.getRuntime().availableProcessors();
    return cores
        + " processors ("
        + line("/proc/cpuinfo", "model name")
        + "), "
        + line("/proc/meminfo", "MemTotal")
        + ", Linux "
        + System.getProperty("os.version")
        + ", Java "
        + System.getProperty("java.version");
  }

  private static String line(String file, String field) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
