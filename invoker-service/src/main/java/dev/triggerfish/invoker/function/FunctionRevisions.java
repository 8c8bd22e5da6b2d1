package dev.triggerfish.invoker.function;

/**
 * The revisions of functions, versions and aliases, for what clients keep beside their
 * configuration and count as a part of them, such as policies.
 */
public interface FunctionRevisions {

  /**
   * The revision of what a name and its qualifier mean.
   *
   * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException if it is not
   *     there
   */
  String latest(FunctionName name);

  /**
   * Gives a new revision to what a name means. While it is being deployed nothing is done: it gets
   * a new one at the end of that anyway.
   *
   * @return the new revision
   */
  String renew(FunctionName name);
}
