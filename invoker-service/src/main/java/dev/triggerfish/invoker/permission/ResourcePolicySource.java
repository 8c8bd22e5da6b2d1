package dev.triggerfish.invoker.permission;

import org.jspecify.annotations.Nullable;

/** Policies of one kind of Lambda's resources. */
public interface ResourcePolicySource {

  /** The beginning of the resource part of their ARNs, such as {@code function:}. */
  String resourcePrefix();

  /**
   * The policy of a resource, from where it is kept; null if it has none or is none of this kind.
   */
  @Nullable PolicyDocument load(String resourceArn);
}
