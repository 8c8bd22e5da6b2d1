package dev.triggerfish.invoker.logs;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lines that Lambda itself writes into a function's log.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">
 *     CloudWatch Logs for Lambda</a>
 */
public final class PlatformLines {

  private PlatformLines() {}

  /** Before the first invocation of an environment. */
  public static String initStart(FunctionVersion version, String runtimeVersionArn) {
    return "INIT_START Runtime Version: "
        + runtimeVersion(version.runtime())
        + "\tRuntime Version ARN: "
        + runtimeVersionArn;
  }

  /**
   * After an INIT that failed.
   *
   * @param phase {@code init}, or {@code invoke} for the attempt within the first invocation
   * @param status {@code timeout} or {@code error}
   * @param errorType such as {@code Runtime.ExitError}; null for time-outs
   */
  public static String initReport(
      Duration duration, String phase, String status, @Nullable String errorType) {
    var line =
        "INIT_REPORT Init Duration: "
            + millis(duration)
            + " ms\tPhase: "
            + phase
            + "\tStatus: "
            + status;
    return errorType == null ? line : line + "\tError Type: " + errorType;
  }

  /** At the beginning of an invocation. */
  public static String start(String requestId, String version) {
    return "START RequestId: " + requestId + " Version: " + version;
  }

  /** At the end of an invocation. */
  public static String end(String requestId) {
    return "END RequestId: " + requestId;
  }

  /** What an invocation took and costs. */
  public static String report(Report report) {
    var line = new StringBuilder(200);
    line.append("REPORT RequestId: ").append(report.requestId());
    line.append("\tDuration: ").append(millis(report.duration())).append(" ms");
    line.append("\tBilled Duration: ").append(report.billedMillis()).append(" ms");
    line.append("\tMemory Size: ").append(report.memorySizeMb()).append(" MB");
    line.append("\tMax Memory Used: ").append(report.maxMemoryUsedMb()).append(" MB\t");
    if (report.init() != null) {
      line.append("Init Duration: ").append(millis(report.init())).append(" ms\t");
    }
    if (report.status() != null) {
      line.append("Status: ").append(report.status());
    }
    if (report.errorType() != null) {
      line.append("\tError Type: ").append(report.errorType());
    }
    return line.toString();
  }

  /** {@code python3.12} becomes {@code python:3.12.v1}. */
  static String runtimeVersion(String runtime) {
    var digit = 0;
    while (digit < runtime.length() && !Character.isDigit(runtime.charAt(digit))) {
      digit++;
    }
    var dot = runtime.indexOf('.');
    if (runtime.startsWith("provided") && dot > 0) {
      return "provided:" + runtime.substring(dot + 1) + ".v1";
    }
    var number = runtime.substring(digit);
    number = number.endsWith(".x") ? number.substring(0, number.length() - 2) : number;
    return runtime.substring(0, digit) + ":" + number + ".v1";
  }

  private static String millis(Duration duration) {
    var hundredths = (duration.toNanos() + 5_000) / 10_000;
    var fraction = hundredths % 100;
    return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction;
  }

  /**
   * What a REPORT line says.
   *
   * @param init null for a warm start
   * @param status null for a success, else {@code timeout} or {@code error}
   * @param errorType such as {@code Runtime.ExitError}, or null
   */
  public record Report(
      String requestId,
      Duration duration,
      long billedMillis,
      int memorySizeMb,
      long maxMemoryUsedMb,
      @Nullable Duration init,
      @Nullable String status,
      @Nullable String errorType) {}
}
