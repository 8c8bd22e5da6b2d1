package dev.triggerfish.invoker.environment;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.invoker.environment.ExecutionEnvironment.Initialization;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Ended;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Failure;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Late;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.InvocationReport;
import dev.triggerfish.invoker.logs.EnvironmentLog;
import dev.triggerfish.invoker.logs.PlatformLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written about an environment's life into its log. What an invocation took and is billed
 * for is settled here, once, for its REPORT line and for the metrics.
 */
final class EnvironmentLines {

  private static final long MEGABYTE = 1024L * 1024;

  private final FunctionVersion version;
  private final EnvironmentLog log;
  private final PlatformClock clock;
  private final RunningContext context;
  private final List<String> notices;

  EnvironmentLines(
      FunctionVersion version,
      EnvironmentLog log,
      PlatformClock clock,
      RunningContext context,
      List<String> notices) {
    this.version = version;
    this.log = log;
    this.clock = clock;
    this.context = context;
    this.notices = notices;
  }

  /** Platform time, in milliseconds since the epoch. */
  long millis() {
    return clock.millis();
  }

  void output(byte[] bytes, int offset, int length) {
    log.write(bytes, offset, length);
  }

  void initStart() {
    log.line(PlatformLines.initStart(version, runtimeVersionArn()));
    notices.forEach(notice -> log.line("TRIGGERFISH " + notice));
  }

  void initReport(Initialization init, String phase) {
    var late = init.answer() instanceof Late;
    log.line(
        PlatformLines.initReport(
            init.duration(),
            phase,
            late ? "timeout" : "error",
            late ? null : errorType(init.answer())));
  }

  void start(InvocationRun run) {
    log.begin(PlatformLines.start(run.invocation().requestId(), version.version()));
  }

  void end(InvocationRun run, @Nullable RuntimeAnswer cause, long peakMemory) {
    var duration = run.duration();
    var requestId = run.invocation().requestId();
    var billed = context.billing().millis(duration, run.init());
    var late = cause instanceof Late;
    log.line(PlatformLines.end(requestId));
    log.line(
        PlatformLines.report(
            new PlatformLines.Report(
                requestId,
                duration,
                billed,
                version.memoryMb(),
                Math.min(Math.ceilDiv(peakMemory, MEGABYTE), version.memoryMb()),
                run.init(),
                cause == null ? null : late ? "timeout" : "error",
                cause == null || late ? null : errorType(cause))));
    log.flush();
    context
        .observer()
        .reported(new InvocationReport(run.invocation(), run.startedAt(), duration, billed));
  }

  String tail() {
    return log.tail();
  }

  void flush() {
    log.flush();
  }

  void close() {
    log.flush();
  }

  private static String errorType(RuntimeAnswer answer) {
    return switch (answer) {
      case Failure failure -> failure.errorType();
      case Ended ended -> ended.exit().errorType();
      default -> "Runtime.ExitError";
    };
  }

  /** Made up, and the same for every function of the runtime in the region, as AWS's are. */
  private String runtimeVersionArn() {
    return "arn:aws:lambda:"
        + version.region()
        + "::runtime:"
        + Digest.SHA256.hex(version.runtime());
  }
}
