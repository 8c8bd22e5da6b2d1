package dev.triggerfish.invoker.permission;

/**
 * A function's, version's or alias's policy as it is kept.
 *
 * @param revisionId new with each change
 * @param document with at least one statement
 */
record FunctionPolicy(String revisionId, PolicyDocument document) {}
