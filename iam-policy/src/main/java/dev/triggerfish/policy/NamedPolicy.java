package dev.triggerfish.policy;

/**
 * A policy and where it comes from, so that a decision can name the statement that made it.
 *
 * @param source such as {@code inline policy logs of role r} or a managed policy's ARN
 * @param policy parsed
 */
public record NamedPolicy(String source, Policy policy) {}
