package dev.triggerfish.policy;

/** What a policy is attached to, which decides the elements that it must and must not have. */
public enum PolicyKind {
  /** A policy of a user, group or role, inline or managed. */
  IDENTITY,
  /** A policy of a resource, such as a function or a queue. */
  RESOURCE,
  /** A role's trust policy: it says who may assume the role. */
  TRUST,
  /** Passed to {@code AssumeRole}. */
  SESSION,
  /** The managed policy that limits a user or role. */
  BOUNDARY
}
