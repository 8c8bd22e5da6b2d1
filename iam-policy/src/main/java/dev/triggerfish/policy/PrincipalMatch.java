package dev.triggerfish.policy;

/** How closely a resource policy's statement names the caller, from not at all to exactly. */
enum PrincipalMatch {
  NONE,
  /** By its account, which leaves the decision to the account's identity policies. */
  ACCOUNT,
  /** By {@code *}. */
  ANYONE,
  /** By the role of the session. */
  ROLE,
  /** By the user, the session, the service itself. */
  EXACT
}
