package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.iam.accesskey.AccessKeyStore;
import dev.triggerfish.iam.accesskey.StoredAccessKey;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.session.SessionTokens;
import dev.triggerfish.policy.Principal;
import java.time.Instant;

/**
 * The authority within iam-service: answers from its own store who a key belongs to and what it
 * signs with.
 */
final class IssuedIdentityAuthority implements IdentityAuthority {

  private final PlatformKeys platformKeys;
  private final AccessKeyStore accessKeys;
  private final Principals principals;
  private final SessionTokens sessions;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  IssuedIdentityAuthority(
      PlatformKeys platformKeys,
      AccessKeyStore accessKeys,
      Principals principals,
      SessionTokens sessions,
      IdentityChanges changes,
      PlatformClock clock) {
    this.platformKeys = platformKeys;
    this.accessKeys = accessKeys;
    this.principals = principals;
    this.sessions = sessions;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public long position() {
    return changes.position();
  }

  @Override
  public SigningKey signingKey(SigningKeyRequest request) {
    if (!request.sessionToken().isEmpty()) {
      return ofSession(request);
    }
    var ofPlatform = platformKeys.find(request.accessKeyId());
    if (ofPlatform.isPresent()) {
      var key = ofPlatform.get();
      return issued(key.secret(), key.principal(), Instant.MAX, request);
    }
    return accessKeys
        .find(request.accessKeyId())
        .filter(StoredAccessKey::active)
        .map(key -> ofUser(key, request))
        .orElseGet(SigningKey.Unknown::new);
  }

  private SigningKey ofUser(StoredAccessKey key, SigningKeyRequest request) {
    var user = principals.byId(key.userId());
    var secret = accessKeys.secret(key.id());
    if (user.isEmpty() || secret.isEmpty()) {
      return new SigningKey.Unknown();
    }
    var owner = user.get();
    var principal = new Principal.User(owner.accountId(), owner.arn(), owner.id(), owner.name());
    return issued(secret.get(), principal, Instant.MAX, request);
  }

  /** A long-term key with a token is no key, as in AWS. */
  private SigningKey ofSession(SigningKeyRequest request) {
    var opened = sessions.open(request.accessKeyId(), request.sessionToken());
    if (opened.isEmpty()) {
      return new SigningKey.Unknown();
    }
    var token = opened.get();
    if (!clock.now().isBefore(token.expiresAt())) {
      return new SigningKey.Expired();
    }
    if (principals.byId(token.principal().roleId()).isEmpty()) {
      return new SigningKey.Unknown();
    }
    return issued(token.secret(), token.principal(), token.expiresAt(), request);
  }

  private static SigningKey issued(
      String secret, Principal principal, Instant expiresAt, SigningKeyRequest request) {
    return new SigningKey.Issued(
        SigningKeyDerivation.derive(secret, request), principal, expiresAt);
  }
}
