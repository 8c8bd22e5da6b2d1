package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.invoker.functionconfig.CodeSettings;
import dev.triggerfish.invoker.functionconfig.FunctionSettings;

/**
 * What invocations run.
 *
 * @param id new with each change
 * @param code deployed
 * @param settings deployed
 */
record Deployment(String id, CodeSettings code, FunctionSettings settings) {}
