package dev.triggerfish.aws.signature;

/**
 * For what a signature was made: {@code AKID/20260102/us-east-1/lambda/aws4_request}.
 *
 * @param accessKeyId whose key
 * @param date {@code yyyyMMdd}
 * @param region such as {@code us-east-1}
 * @param service the signing name
 */
public record CredentialScope(String accessKeyId, String date, String region, String service) {

  /** Parses the Credential parameter, or returns null if it is none. */
  static @org.jspecify.annotations.Nullable CredentialScope parse(String credential) {
    var parts = credential.split("/", -1);
    if (parts.length < 5 || !parts[parts.length - 1].equals("aws4_request")) {
      return null;
    }
    var n = parts.length;
    var accessKeyId = String.join("/", java.util.Arrays.copyOf(parts, n - 4));
    return new CredentialScope(accessKeyId, parts[n - 4], parts[n - 3], parts[n - 2]);
  }

  /**
   * Whether the key could be a root user's: all others begin as AWS's do.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">Unique
   *     identifiers</a>
   */
  public boolean mayBeRoot() {
    return !accessKeyId.startsWith("AKIA") && !accessKeyId.startsWith("ASIA");
  }

  /** The part after the access key, as in the string to sign. */
  String text() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }
}
