package dev.triggerfish.invoker.function;

/**
 * What invocations run.
 *
 * @param id new with each change
 * @param code deployed
 * @param settings deployed
 */
record Snapshot(String id, CodeSettings code, FunctionSettings settings) {}
