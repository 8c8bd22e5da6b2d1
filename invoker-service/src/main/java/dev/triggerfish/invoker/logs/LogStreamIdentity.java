package dev.triggerfish.invoker.logs;

import dev.triggerfish.invoker.function.FunctionVersion;

/**
 * Into which stream an environment writes, and as whom.
 *
 * @param version what the environment runs
 * @param logStream such as {@code 2026/11/22/[$LATEST]4ec1…}
 * @param roleId {@code AROA…} of the execution role
 * @param sessionName of the role session
 */
public record LogStreamIdentity(
    FunctionVersion version, String logStream, String roleId, String sessionName) {}
