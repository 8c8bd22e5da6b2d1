package dev.triggerfish.iam.policydocument;

import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Policy documents as clients send and get them. */
public final class PolicyDocuments {

  private PolicyDocuments() {}

  /** Refuses what is no policy for a user or role, with AWS's words. */
  public static void requireIdentityPolicy(String document) {
    require(document, PolicyKind.IDENTITY);
  }

  /** Refuses what is no trust policy, with AWS's words. */
  public static void requireTrustPolicy(String document) {
    require(document, PolicyKind.TRUST);
  }

  private static void require(String document, PolicyKind kind) {
    try {
      Policy.parse(document, kind);
    } catch (MalformedPolicyException malformed) {
      throw IamErrors.malformedPolicy(malformed);
    }
  }

  /**
   * Percent-encoded as by RFC 3986, which is how IAM answers documents.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">GetRolePolicy</a>
   */
  public static String encode(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The size that IAM's quotas count: characters without white space. */
  public static int size(String document) {
    return (int) document.chars().filter(character -> !Character.isWhitespace(character)).count();
  }
}
