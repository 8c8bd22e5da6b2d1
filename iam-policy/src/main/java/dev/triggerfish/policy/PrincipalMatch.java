package dev.triggerfish.policy;

/** How closely a resource policy's statement names the caller, from not at all to exactly. */
enum PrincipalMatch {
  NONE,
  /** The statement names the account, which leaves the decision to its identity policies. */
  ACCOUNT,
  /** The statement names {@code *}. */
  ANYONE,
  /** The statement names the role of the session. */
  ROLE,
  /** The statement names the user, session or service itself. */
  EXACT
}
