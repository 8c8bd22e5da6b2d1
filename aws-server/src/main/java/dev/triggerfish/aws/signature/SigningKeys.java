package dev.triggerfish.aws.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.policy.Principal;
import java.time.Duration;
import java.time.Instant;

/**
 * The derived signing keys that this process has been given. A key is asked for once per day,
 * region and service; what iam-service revokes is forgotten at once.
 */
public final class SigningKeys {

  private static final int MOST = 20_000;

  private final IdentityAuthority authority;
  private final IdentityReplica replica;
  private final PlatformClock clock;
  private final Cache<SigningKeyRequest, SigningKey.Issued> issued =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(2)).build();

  public SigningKeys(IdentityAuthority authority, IdentityReplica replica, PlatformClock clock) {
    this.authority = authority;
    this.replica = replica;
    this.clock = clock;
  }

  SigningKey get(RequestSignature signature) {
    var scope = signature.scope();
    var request =
        new SigningKeyRequest(
            scope.accessKeyId(),
            signature.sessionToken(),
            scope.date(),
            scope.region(),
            scope.service());
    var known = issued.getIfPresent(request);
    if (known == null || !stillActive(known.principal(), scope.accessKeyId())) {
      issued.invalidate(request);
      var answer = authority.signingKey(request);
      if (!(answer instanceof SigningKey.Issued fresh)) {
        return answer;
      }
      issued.put(request, fresh);
      known = fresh;
    }
    return expired(known) ? new SigningKey.Expired() : known;
  }

  /**
   * Users' keys can be revoked one by one; a session ends with its role, which is looked at
   * elsewhere.
   */
  private boolean stillActive(Principal principal, String accessKeyId) {
    return !(principal instanceof Principal.User) || replica.isActive(accessKeyId);
  }

  private boolean expired(SigningKey.Issued key) {
    return !key.expiresAt().equals(Instant.MAX) && !clock.now().isBefore(key.expiresAt());
  }
}
