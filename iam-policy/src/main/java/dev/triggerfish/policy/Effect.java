package dev.triggerfish.policy;

/** What a matching statement does. */
enum Effect {
  ALLOW,
  DENY
}
