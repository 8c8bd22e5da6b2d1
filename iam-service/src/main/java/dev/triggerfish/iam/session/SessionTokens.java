package dev.triggerfish.iam.session;

import dev.triggerfish.aws.identity.IdentityJson;
import dev.triggerfish.iam.sealing.Sealer;
import java.util.Optional;

/**
 * Session tokens hold all there is to a session, sealed, so that nothing is stored for one and any
 * number can be given out. A token opens only with the access key's id that it was made for.
 */
public final class SessionTokens {

  private final Sealer sealer;

  public SessionTokens(Sealer sessionSealer) {
    this.sealer = sessionSealer;
  }

  /** Makes the token of an access key. */
  public String seal(String accessKeyId, SessionToken token) {
    return sealer.seal(IdentityJson.mapper().writeValueAsString(token), accessKeyId);
  }

  /** Opens the token of an access key; nothing if it is no token of ours, or another key's. */
  public Optional<SessionToken> open(String accessKeyId, String token) {
    return sealer
        .open(token, accessKeyId)
        .map(json -> IdentityJson.mapper().readValue(json, SessionToken.class));
  }
}
