package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.RuntimeExecutor;
import dev.triggerfish.invoker.environment.RuntimeSandbox;
import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives environments a runtime that is running already, where there is one like theirs, and sees to
 * it that there is one for the next.
 */
final class EarlyExecutor implements RuntimeExecutor {

  /** Of an environment's folder on the host: what is shown as {@code /var/task}. */
  static final String CODE = "task";

  private static final Logger LOG = LoggerFactory.getLogger(EarlyExecutor.class);

  private final ProcessExecutor processes;
  private final boolean isolates;
  private final PreparedRuntimes prepared;

  EarlyExecutor(ProcessExecutor processes, Sandbox sandbox, PreparedRuntimes prepared) {
    this.processes = processes;
    this.isolates = sandbox.isolates();
    this.prepared = prepared;
  }

  @Override
  public RuntimeSandbox open(FunctionVersion version) throws RuntimeStartException {
    // Without a sandbox, code is where it is.
    var shape = isolates && suits(version) ? RuntimeShape.of(version) : null;
    if (shape == null) {
      return processes.open(version);
    }
    var waiting = given(version, shape);
    var sandbox = waiting != null ? waiting : processes.open(version);
    sandbox.afterInit(() -> prepared.want(shape, () -> processes.prepare(version)));
    return sandbox;
  }

  private static boolean suits(FunctionVersion version) {
    try {
      return CodeLinks.suits(version.codeRoot());
    } catch (IOException e) {
      LOG.debug("The code of {} cannot be looked through", version.functionArn(), e);
      return false;
    }
  }

  private @Nullable ProcessSandbox given(FunctionVersion version, RuntimeShape shape) {
    var waiting = prepared.take(shape);
    if (waiting == null) {
      return null;
    }
    if (linked(version, waiting) && waiting.waits()) {
      prepared.given();
      return waiting;
    }
    waiting.close();
    return null;
  }

  private static boolean linked(FunctionVersion version, ProcessSandbox waiting) {
    try {
      CodeLinks.link(version.codeRoot().toRealPath(), waiting.folder().resolve(CODE));
      return true;
    } catch (IOException e) {
      LOG.debug("The code of {} cannot be linked", version.functionArn(), e);
      return false;
    }
  }
}
