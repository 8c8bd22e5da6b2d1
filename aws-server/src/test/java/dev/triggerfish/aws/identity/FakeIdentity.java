package dev.triggerfish.aws.identity;

import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.PrincipalRecord;
import dev.triggerfish.policy.Principal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** iam-service and its replica, without either. */
public final class FakeIdentity implements IdentityAuthority {

  private final IdentityReplica replica = new IdentityReplica();
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private volatile long position;
  private volatile Runnable asked = () -> {};

  public IdentityReplica replica() {
    return replica;
  }

  /** A key that works. */
  public FakeIdentity key(String id, String secret, Principal principal) {
    keys.put(id, new Key(secret, principal));
    return this;
  }

  /** What has arrived in the replica. */
  public FakeIdentity principal(String id, Map<String, String> policies, Map<String, String> tags) {
    return put(new PrincipalRecord(id, id, "000000000000", policies, List.of(), null, tags));
  }

  public FakeIdentity put(IdentityRecord record) {
    replica.put(record.key(), record);
    return this;
  }

  public void forget(String id) {
    replica.put(PrincipalRecord.key(id), null);
  }

  public void arrived(long offset) {
    replica.moveTo(offset);
  }

  /** How far iam-service has written, and what happens when it is asked. */
  public void written(long offset, Runnable whenAsked) {
    position = offset;
    asked = whenAsked;
  }

  @Override
  public long position() {
    asked.run();
    return position;
  }

  @Override
  public SigningKey signingKey(SigningKeyRequest request) {
    var key = keys.get(request.accessKeyId());
    if (key == null) {
      return new SigningKey.Unknown();
    }
    var derived = ("AWS4" + key.secret).getBytes(StandardCharsets.UTF_8);
    for (var part : List.of(request.date(), request.region(), request.service(), "aws4_request")) {
      derived = hmac(derived, part);
    }
    return new SigningKey.Issued(derived, key.principal, Instant.MAX);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private record Key(String secret, Principal principal) {}
}
