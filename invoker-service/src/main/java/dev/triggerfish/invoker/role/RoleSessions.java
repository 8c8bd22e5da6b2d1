package dev.triggerfish.invoker.role;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.client.AwsClients.SessionIdentity;
import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;

/** Sessions of execution roles, for what Lambda itself does with their permissions. */
public final class RoleSessions {

  private static final int MOST = 1_000;

  /** Long enough for a burst, short enough for a role that was deleted and made again. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final Duration HEADROOM = Duration.ofMinutes(5);

  private final ExecutionRoles roles;
  private final PlatformClock clock;
  private final Cache<ExecutionRole, RoleCredentials> credentials =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /** Sessions that are kept for a minute. */
  public RoleSessions(ExecutionRoles roles, PlatformClock clock) {
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * A session.
   *
   * @param region in which it acts
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the role cannot be
   *     assumed
   */
  public SessionIdentity session(ExecutionRole role, String region) {
    var current = credentials.get(role, roles::credentials);
    if (current.expiresAt().minus(HEADROOM).isBefore(clock.now())) {
      current = roles.credentials(role);
      credentials.put(role, current);
    }
    return new SessionIdentity(
        current.principal(role),
        region,
        current.accessKeyId(),
        current.secretAccessKey(),
        current.sessionToken());
  }

  /** Has the role assumed anew next time: it may have been another one of the same name. */
  public void forget(ExecutionRole role) {
    credentials.invalidate(role);
  }
}
