package dev.triggerfish.invoker.function;

/**
 * Told of changes after they are durable, on the thread that made them; for whoever holds something
 * that belongs to one deployment, such as execution environments. Beans of this type are all told.
 * An invocation that has already got the old version may still arrive with it afterwards.
 */
public interface FunctionChanges {

  /**
   * A function has new code or a new configuration.
   *
   * @param retiredDeploymentId {@link FunctionVersion#deploymentId()} of what no new invocation
   *     gets
   * @param current what new invocations get
   */
  void functionUpdated(String retiredDeploymentId, FunctionVersion current);

  /**
   * A function is gone.
   *
   * @param last what it ran
   */
  void functionDeleted(FunctionVersion last);

  /**
   * A version or an alias is gone, by itself or with its function: then each of them is told, and
   * {@code $LATEST} for the function itself.
   *
   * @param functionArn without a qualifier
   * @param qualifier version, alias or {@code $LATEST}
   */
  default void qualifierDeleted(String functionArn, String qualifier) {}
}
