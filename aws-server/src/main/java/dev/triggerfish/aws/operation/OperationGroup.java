package dev.triggerfish.aws.operation;

/**
 * A bean whose methods marked with {@link AwsOperation} are served. One operation, or a small
 * group, per class.
 */
public interface OperationGroup {}
