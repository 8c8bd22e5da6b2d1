package dev.triggerfish.aws.identity;

import dev.triggerfish.policy.Principal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A principal as a header's value: its JSON, whole, so that a session keeps the policy that narrows
 * it. At most some 6 KB.
 */
public final class ForwardedPrincipal {

  private ForwardedPrincipal() {}

  /** Writes it. */
  public static String encode(Principal principal) {
    var json = IdentityJson.mapper().writerFor(Principal.class).writeValueAsBytes(principal);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** Reads it; null if it is none. */
  public static @Nullable Principal decode(String value) {
    try {
      var json = Base64.getUrlDecoder().decode(value);
      return IdentityJson.mapper().readValue(json, Principal.class);
    } catch (IllegalArgumentException | JacksonException e) {
      return null;
    }
  }
}
