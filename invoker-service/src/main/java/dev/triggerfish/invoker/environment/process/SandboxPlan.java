package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.process.Sandbox.SandboxPaths;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to run where.
 *
 * @param sandbox the kind of sandbox
 * @param paths as seen from inside
 * @param command of the runtime
 * @param scratch the environment's folder on the host
 * @param notices what the owner of the function ought to know about this machine
 */
record SandboxPlan(
    Sandbox sandbox,
    SandboxPaths paths,
    RuntimeCommand command,
    Path scratch,
    List<String> notices) {}
