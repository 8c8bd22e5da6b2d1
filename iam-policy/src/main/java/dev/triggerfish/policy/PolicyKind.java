package dev.triggerfish.policy;

/** What a policy is attached to, which decides the elements that it must and must not have. */
public enum PolicyKind {
  /** Of a user, group or role, inline or managed. */
  IDENTITY,
  /** Of a resource, such as a function or a queue. */
  RESOURCE,
  /** Of a role: who may assume it. */
  TRUST,
  /** Passed to {@code AssumeRole}. */
  SESSION,
  /** The managed policy that limits a user or role. */
  BOUNDARY
}
