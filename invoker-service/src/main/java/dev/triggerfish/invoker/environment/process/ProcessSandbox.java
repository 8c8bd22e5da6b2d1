package dev.triggerfish.invoker.environment.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.triggerfish.invoker.environment.RuntimeExit;
import dev.triggerfish.invoker.environment.RuntimeSandbox;
import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.environment.cgroup.EnvironmentResources;
import dev.triggerfish.invoker.environment.process.Sandbox.SandboxPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sandbox with a shell in it, which starts and kills the runtime as it is told on its standard
 * input. The runtime's output and the shell's own messages, which bear a secret mark, share one
 * pipe; so their order is certain.
 */
final class ProcessSandbox implements RuntimeSandbox {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessSandbox.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Variables that interpreters look at while they start, and that every function has. */
  private static final Map<String, String> SAME_FOR_ALL =
      Map.of("LANG", "en_US.UTF-8", "TZ", ":UTC");

  private final Process process;
  private final Sandbox sandbox;
  private final SandboxPaths paths;
  private final RuntimeCommand command;
  private final ScratchFolder scratch;
  private final List<String> notices;
  private final EnvironmentResources resources;
  private final MemoryWatch watch;
  private final MemoryGuard guard;
  private final SandboxOutput output;
  private final ProcessMemory memory;
  private final OutputStream shell;
  private final ReentrantLock lock = new ReentrantLock();
  private final Waiting waiting = new Waiting();
  private int generation;
  private volatile boolean early;
  private volatile @Nullable Runnable afterInit;
  private volatile boolean unusable;

  ProcessSandbox(
      Process process, SandboxPlan plan, EnvironmentResources resources, MemoryWatch watch) {
    this.process = process;
    this.sandbox = plan.sandbox();
    this.paths = plan.paths();
    this.command = plan.command();
    this.scratch = new ScratchFolder(plan.scratch());
    this.notices = List.copyOf(plan.notices());
    this.resources = resources;
    this.watch = watch;
    this.guard = new MemoryGuard(resources);
    this.shell = process.getOutputStream();
    this.memory = new ProcessMemory(process.pid(), sandbox.depth());
    this.output = new SandboxOutput(process);
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  /**
   * Starts the runtime before it is known for which function. It is told at {@link #start}; its
   * code has to be in place by then.
   */
  void prepare() throws RuntimeStartException {
    resources.boost();
    guard.restarted();
    watch.add(this);
    lock.lock();
    try {
      generation++;
      output.listen(generation, waiting);
      tell(
          new RuntimeScript()
              .begin(paths.task(), sandbox.prologue())
              .runEarly(command.early(), variables(SAME_FOR_ALL), output.printExit(generation)));
      early = true;
    } catch (IOException e) {
      unusable = true;
      throw new RuntimeStartException("The sandbox has ended: " + output.lastWords(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Whether its runtime can be started before it is known for which function. */
  boolean canWait() {
    return !command.early().isEmpty();
  }

  /** The environment's folder on the host. */
  Path folder() {
    return scratch.path();
  }

  /** Whether its runtime has been started and waits for a function. */
  boolean waits() {
    return early && !waiting.ended && usable();
  }

  /** Is run once, at the end of the first INIT that succeeds. */
  void afterInit(Runnable task) {
    afterInit = task;
  }

  @Override
  public void start(Map<String, String> environment, RuntimeListener listener)
      throws RuntimeStartException {
    if (!usable()) {
      throw new RuntimeStartException("The sandbox has ended: " + output.lastWords(), null);
    }
    resources.boost();
    watch.add(this);
    lock.lock();
    try {
      var judging = new JudgingListener(listener, guard);
      if (early) {
        early = false;
        output.listen(generation, judging);
        if (!waiting.ended) {
          tell(new RuntimeScript().tellFunction(variables(environment)));
          return;
        }
      }
      guard.restarted();
      generation++;
      output.listen(generation, judging);
      memory.restarted();
      var script = new RuntimeScript();
      if (generation == 1) {
        script.begin(paths.task(), sandbox.prologue());
      }
      tell(
          script.run(
              runCommand(environment), variables(environment), output.printExit(generation)));
    } catch (IOException e) {
      unusable = true;
      throw new RuntimeStartException("The sandbox has ended: " + output.lastWords(), e);
    } finally {
      lock.unlock();
    }
  }

  /** A wrapper gets the runtime's command line appended to its own. */
  private List<String> runCommand(Map<String, String> environment) {
    var wrapper = environment.get("AWS_LAMBDA_EXEC_WRAPPER");
    if (wrapper == null || wrapper.isEmpty()) {
      return command.command();
    }
    var wrapped = new ArrayList<String>(List.of(wrapper));
    wrapped.addAll(command.command());
    return wrapped;
  }

  private Map<String, String> variables(Map<String, String> environment) {
    var variables = new LinkedHashMap<String, String>(command.defaults());
    variables.putAll(environment);
    variables.put("LAMBDA_TASK_ROOT", paths.task());
    variables.put("LAMBDA_RUNTIME_DIR", paths.runtime());
    if (!sandbox.isolates()) {
      variables.putIfAbsent("TMPDIR", paths.tmp());
    }
    variables.keySet().removeIf(name -> !ShellWords.isName(name));
    return variables;
  }

  @Override
  public void initialized() {
    resources.settle();
    var task = afterInit;
    if (task != null) {
      afterInit = null;
      task.run();
    }
  }

  /** Ends the runtime if it uses more memory than the function has. */
  void checkMemory() {
    guard.check();
  }

  @Override
  public void kill() {
    var mark = output.expect();
    // Dying takes processor time too.
    resources.boost();
    try {
      lock.lock();
      try {
        output.silence();
        if (!sandbox.isolates()) {
          // Also those that have left the process group that the shell knows of.
          process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        tellShell(sandbox.killAll() + " " + output.printMark(mark) + "\n");
      } finally {
        lock.unlock();
      }
      if (!mark.await(PATIENCE)) {
        LOG.warn("A sandbox did not say that its processes are dead: it is ended as a whole");
        end();
      }
    } catch (IOException e) {
      LOG.debug("The sandbox had ended already", e);
      unusable = true;
    } finally {
      output.forget(mark);
    }
  }

  @Override
  public void drainOutput() {
    var mark = output.expect();
    try {
      if (!output.writeMark(mark)) {
        lock.lock();
        try {
          tellShell(output.printMark(mark) + "\n");
        } finally {
          lock.unlock();
        }
      }
      mark.await(PATIENCE);
    } catch (IOException e) {
      LOG.debug("The sandbox has ended: all of its output has been heard", e);
    } finally {
      output.forget(mark);
    }
  }

  private void tell(RuntimeScript script) throws IOException {
    tellShell(script.toString());
  }

  private void tellShell(String script) throws IOException {
    shell.write(script.getBytes(UTF_8));
    shell.flush();
  }

  @Override
  public long peakMemory() {
    return Math.max(memory.peak(), resources.peakMemory());
  }

  @Override
  public boolean usable() {
    return !unusable && process.isAlive();
  }

  @Override
  public void close() {
    output.silence();
    if (!sandbox.isolates() && process.isAlive()) {
      kill();
    }
    end();
    scratch.delete();
  }

  private void end() {
    unusable = true;
    watch.remove(this);
    process.destroyForcibly();
    resources.close();
    output.close();
  }

  /** Hears of a runtime that has no function yet. */
  private static final class Waiting implements RuntimeListener {
    private volatile boolean ended;

    @Override
    public void output(byte[] bytes, int offset, int length) {
      LOG.debug("A runtime that waits says: {}", new String(bytes, offset, length, UTF_8));
    }

    @Override
    public void exited(RuntimeExit exit) {
      LOG.debug("A runtime that waits for a function has ended: {}", exit.message());
      ended = true;
    }
  }

  /** Adds to an end what is known about memory. */
  private record JudgingListener(RuntimeListener listener, MemoryGuard guard)
      implements RuntimeListener {
    @Override
    public void output(byte[] bytes, int offset, int length) {
      listener.output(bytes, offset, length);
    }

    @Override
    public void exited(RuntimeExit exit) {
      listener.exited(guard.judge(exit));
    }
  }
}
