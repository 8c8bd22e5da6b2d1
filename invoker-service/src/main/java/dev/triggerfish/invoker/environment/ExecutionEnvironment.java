package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.environment.RuntimeAnswer.Ended;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Failure;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Initialized;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Late;
import dev.triggerfish.invoker.environment.RuntimeAnswer.Response;
import dev.triggerfish.invoker.environment.RuntimeAnswer.TooLarge;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.Execution;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Exited;
import dev.triggerfish.invoker.invocation.InvocationOutcome.HandlerFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.PlatformFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.ResponseTooLarge;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Succeeded;
import dev.triggerfish.invoker.invocation.InvocationOutcome.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: it initializes the function once and runs one invocation at a time.
 * After a time-out or a crash its processes are gone and its {@code /tmp} and log stream stay; the
 * next invocation initializes again, within its own time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda
 *     execution environment lifecycle</a>
 */
public final class ExecutionEnvironment {

  /** The largest answer that a function may give, in bytes. */
  public static final int MAX_RESPONSE = 6 * 1024 * 1024 + 100;

  private final EnvironmentIdentity identity;
  private final RuntimeSandbox sandbox;
  private final EnvironmentLines lines;
  private final RunningContext context;
  private final Lifecycle lifecycle = new Lifecycle();

  ExecutionEnvironment(
      EnvironmentIdentity identity,
      RuntimeSandbox sandbox,
      EnvironmentLines lines,
      RunningContext context) {
    this.identity = identity;
    this.sandbox = sandbox;
    this.lines = lines;
    this.context = context;
  }

  FunctionVersion version() {
    return identity.version();
  }

  String logStream() {
    return identity.logStream();
  }

  /** Where it is in its life. */
  public EnvironmentState state() {
    return lifecycle.state();
  }

  EnvironmentLines lines() {
    return lines;
  }

  /** Whether another invocation may be given to it. */
  boolean reusable(Instant now) {
    var stage = lifecycle.stage();
    var alive =
        switch (stage.state()) {
          case READY, FAILED -> true;
          case INITIALIZING, INVOKING, STOPPING, STOPPED -> false;
        };
    return alive && !stage.givenUp() && sandbox.usable() && now.isBefore(identity.retireAt());
  }

  /**
   * Runs an invocation. Returns as soon as there is an answer; the runtime may then still be busy.
   *
   * @param onFree called exactly once, when the environment can take another invocation or has
   *     proved unable to
   */
  InvocationOutcome invoke(Invocation invocation, Runnable onFree) {
    var run = new InvocationRun(invocation, lines.millis(), onFree);
    try {
      return run(run);
    } catch (RuntimeStartException e) {
      return abandon(run, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return abandon(run, "The invocation was interrupted");
    } catch (RuntimeException e) {
      abandon(run, e.toString());
      throw e;
    }
  }

  private InvocationOutcome run(InvocationRun run)
      throws RuntimeStartException, InterruptedException {
    if (lifecycle.state() == EnvironmentState.INITIALIZING) {
      lines.initStart();
      var first = initialize(context.limits().initTimeout());
      if (first.answer() instanceof Initialized) {
        run.initializedIn(first.duration());
      } else {
        lines.initReport(first, "init");
      }
    }
    lines.start(run);
    run.begin();
    if (lifecycle.state() == EnvironmentState.FAILED) {
      var again = initialize(run.timeout());
      if (!(again.answer() instanceof Initialized)) {
        lines.initReport(again, "invoke");
        lifecycle.giveUp();
        return initFailed(run, again.answer());
      }
    }
    return hand(run);
  }

  private InvocationOutcome hand(InvocationRun run) throws InterruptedException {
    var runtime = lifecycle.hand(run);
    if (runtime == null) {
      return fail(run, new Ended(RuntimeExit.KILLED));
    }
    var left = run.deadlineNanos() - System.nanoTime();
    var deadline = System.currentTimeMillis() + left / 1_000_000;
    var handed = runtime.hand(new RuntimeEvent(run.invocation(), deadline));
    var answer = runtime.await(handed, run.deadlineNanos());
    return switch (answer) {
      case Response response -> answered(run, answer, response.body());
      case Failure failure -> answered(run, answer, failure.body());
      case TooLarge tooLarge -> answered(run, tooLarge, new byte[0]);
      case Ended ended -> fail(run, ended);
      case Late late -> fail(run, late);
      case Initialized none -> throw new IllegalStateException("An event was answered by INIT");
    };
  }

  private InvocationOutcome answered(InvocationRun run, RuntimeAnswer answer, byte[] body)
      throws InterruptedException {
    var duration = run.duration();
    run.answered();
    if (run.invocation().wantsLogTail()) {
      watch(run);
      run.awaitFinished();
    } else {
      watch(run);
    }
    var execution = execution(run, duration);
    return switch (answer) {
      case Response response -> new Succeeded(body, execution);
      case TooLarge tooLarge ->
          new ResponseTooLarge(
              "Response payload size exceeded maximum allowed payload size ("
                  + MAX_RESPONSE
                  + " bytes).",
              execution);
      default -> new HandlerFailed(body, execution);
    };
  }

  /** The time-out goes on after the answer, until the runtime asks for the next event. */
  private void watch(InvocationRun run) {
    var left = run.deadlineNanos() - System.nanoTime();
    run.watchedBy(context.timers().after(left, () -> breakDown(run, new Late())));
    var runtime = lifecycle.stage().runtime();
    if (runtime == null || runtime.closed()) {
      breakDown(run, new Ended(RuntimeExit.KILLED));
    }
  }

  private InvocationOutcome fail(InvocationRun run, RuntimeAnswer answer) {
    var duration = run.duration();
    breakDown(run, answer);
    var execution = execution(run, duration);
    var prefix = "RequestId: " + run.invocation().requestId() + " Error: ";
    if (answer instanceof Ended ended) {
      return new Exited(prefix + ended.exit().message(), ended.exit().errorType(), execution);
    }
    var seconds = String.format(Locale.ROOT, "%d.00", run.timeout().toSeconds());
    return new TimedOut(prefix + "Task timed out after " + seconds + " seconds", execution);
  }

  private InvocationOutcome initFailed(InvocationRun run, RuntimeAnswer answer) {
    if (!(answer instanceof Failure failure)) {
      return fail(run, answer);
    }
    var duration = run.duration();
    breakDown(run, answer);
    return new HandlerFailed(failure.body(), execution(run, duration));
  }

  private Execution execution(InvocationRun run, Duration duration) {
    return new Execution(
        identity.version().version(),
        identity.version().logGroup(),
        identity.logStream(),
        run.startedAt(),
        duration,
        run.tail());
  }

  // ---- INIT

  private Initialization initialize(Duration limit)
      throws RuntimeStartException, InterruptedException {
    try (var _ = context.starts().enter()) {
      return start(limit);
    }
  }

  private Initialization start(Duration limit) throws RuntimeStartException, InterruptedException {
    var begin = System.nanoTime();
    var runtime = context.channels().open(this::runtimeIdle);
    if (!lifecycle.launch(runtime)) {
      context.channels().close(runtime, RuntimeExit.KILLED);
      return new Initialization(new Ended(RuntimeExit.KILLED), Duration.ZERO);
    }
    var endpoint = context.endpoint();
    var api = endpoint.runtimeApi() + FunctionEndpoint.RUNTIME_PATH + "/" + runtime.token();
    sandbox.start(identity.variables(api, endpoint.awsApis()), new Listener(runtime));
    var answer = runtime.awaitInit(begin + limit.toNanos());
    var duration = Duration.ofNanos(System.nanoTime() - begin);
    if (answer instanceof Initialized) {
      // What INIT printed comes before START, and is no part of an invocation's tail.
      sandbox.drainOutput();
      sandbox.initialized();
      lifecycle.initialized();
    } else {
      context.channels().close(runtime, RuntimeExit.KILLED);
      sandbox.kill();
      lifecycle.breakDown();
    }
    return new Initialization(answer, duration);
  }

  // ---- ends

  /** The runtime asks for its next event: the invocation that it had is over. */
  private void runtimeIdle() {
    var run = lifecycle.stage().run();
    if (run != null && run.claimFinish()) {
      sandbox.drainOutput();
      finish(run, null);
    }
  }

  /** The runtime failed during an invocation: nothing of it may live on. */
  private void breakDown(InvocationRun run, RuntimeAnswer answer) {
    if (!run.claimFinish()) {
      return;
    }
    close(lifecycle.stage());
    sandbox.kill();
    finish(run, answer);
  }

  /**
   * Ends an invocation.
   *
   * @param cause by what the runtime has failed; null if it asks for its next event
   */
  private void finish(InvocationRun run, @Nullable RuntimeAnswer cause) {
    try {
      lines.end(run, cause, sandbox.peakMemory());
      if (run.invocation().wantsLogTail()) {
        // Now: once the environment is free, the next invocation begins a tail of its own.
        run.keepTail(lines.tail());
      }
    } finally {
      if (cause == null) {
        lifecycle.finish();
        var runtime = lifecycle.stage().runtime();
        if (runtime != null && runtime.closed()) {
          // Its end was heard while it still had the invocation, which had ended well.
          lifecycle.diedIdle(runtime);
        }
      } else {
        lifecycle.breakDown();
      }
      run.finished();
    }
  }

  private InvocationOutcome abandon(InvocationRun run, String message) {
    if (run.claimFinish()) {
      close(lifecycle.stage());
      lifecycle.giveUp();
      run.finished();
    }
    return new PlatformFailed(message);
  }

  /** Ends the environment, with all its processes and files. */
  void stop() {
    var before = lifecycle.stop();
    if (before == null) {
      return;
    }
    close(before);
    sandbox.close();
    lines.close();
    lifecycle.closed();
  }

  private void close(Lifecycle.Stage stage) {
    var runtime = stage.runtime();
    if (runtime != null) {
      context.channels().close(runtime, RuntimeExit.KILLED);
    }
  }

  /**
   * How INIT went.
   *
   * @param answer {@link Initialized} for a success
   */
  record Initialization(RuntimeAnswer answer, Duration duration) {}

  private final class Listener implements RuntimeSandbox.RuntimeListener {
    private final RuntimeChannel runtime;

    Listener(RuntimeChannel runtime) {
      this.runtime = runtime;
    }

    @Override
    public void output(byte[] bytes, int offset, int length) {
      lines.output(bytes, offset, length);
    }

    @Override
    public void exited(RuntimeExit exit) {
      context.channels().close(runtime, exit);
      var run = lifecycle.stage().run();
      if (run == null) {
        // During INIT somebody waits for the runtime, and takes the step himself.
        lifecycle.diedIdle(runtime);
      } else if (run.isAnswered()) {
        // Not on this thread: it is the one that hears the sandbox say that all are dead.
        Thread.startVirtualThread(() -> breakDown(run, new Ended(exit)));
      }
    }
  }
}
