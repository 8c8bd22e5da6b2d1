package dev.triggerfish.iam.session;

import dev.triggerfish.policy.Principal;
import java.time.Instant;

/**
 * What a session token holds.
 *
 * @param principal the session
 * @param secret of the access key that it belongs to
 * @param expiresAt platform time
 */
public record SessionToken(Principal.RoleSession principal, String secret, Instant expiresAt) {}
