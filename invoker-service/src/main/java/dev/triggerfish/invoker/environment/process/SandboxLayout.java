package dev.triggerfish.invoker.environment.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen inside a sandbox, all of it read-only but {@code /tmp}.
 *
 * @param code the function's code
 * @param layers merged layers, or null
 * @param runtime the bootstraps
 * @param interpreter where the interpreter is installed, if that is outside of the system's folders
 * @param accounts a folder with {@code passwd} and {@code group} to show instead of the host's
 * @param scratch a folder on the host for sandboxes that have no {@code /tmp} of their own, and for
 *     what has to be written to make one
 * @param tmpMegabytes size of {@code /tmp}
 */
record SandboxLayout(
    Path code,
    @Nullable Path layers,
    Path runtime,
    List<Path> interpreter,
    Path accounts,
    Path scratch,
    int tmpMegabytes) {}
