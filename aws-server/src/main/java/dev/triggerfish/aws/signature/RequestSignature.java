package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its signature, in the Authorization header or, presigned, in the query.
 *
 * @param scope whose key, for what
 * @param signedHeaders names, lower-case, in the order given
 * @param signature hex
 * @param timestamp {@code yyyyMMdd'T'HHmmss'Z'}
 * @param sessionToken of temporary credentials, else empty
 * @param expiresSeconds validity of a presigned request, or -1
 */
public record RequestSignature(
    CredentialScope scope,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    String sessionToken,
    int expiresSeconds) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** Whether the signature stands in the query. */
  public boolean presigned() {
    return expiresSeconds >= 0;
  }

  /**
   * Reads the signature, or returns null for an unsigned request.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException IncompleteSignature if it
   *     is malformed
   */
  public static @Nullable RequestSignature of(AwsHttpRequest request) {
    var authorization = request.header("Authorization");
    if (authorization != null) {
      return fromHeader(authorization.strip(), request);
    }
    var query = request.rawQuery();
    if (query != null && query.contains("AWSAccessKeyId=") && query.contains("Signature=")) {
      throw outdated();
    }
    return query != null && query.contains("X-Amz-Signature=") ? fromQuery(query) : null;
  }

  private static RequestSignature fromHeader(String authorization, AwsHttpRequest request) {
    if (authorization.startsWith("AWS ")) {
      throw outdated();
    }
    if (!authorization.startsWith(ALGORITHM)) {
      throw AwsErrors.of(
          "IncompleteSignatureException",
          400,
          "Unsupported AWS 'algorithm': '" + authorization.split("\\s", 2)[0] + "'.");
    }
    var parameters = new HashMap<String, String>();
    for (var part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    var date = request.header("X-Amz-Date");
    requireAll(parameters, date, authorization);
    var token = request.header("X-Amz-Security-Token");
    return new RequestSignature(
        scope(parameters.getOrDefault("Credential", ""), authorization),
        List.of(parameters.getOrDefault("SignedHeaders", "").split(";")),
        parameters.getOrDefault("Signature", ""),
        date == null ? "" : date,
        token == null ? "" : token,
        -1);
  }

  /** Signature Version 2, which S3 takes no more for buckets of today. */
  private static RuntimeException outdated() {
    return AwsErrors.of(
        "InvalidRequest",
        400,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  private static void requireAll(
      Map<String, String> parameters, @Nullable String date, String authorization) {
    var missing = new ArrayList<String>();
    for (var name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!parameters.containsKey(name)) {
        missing.add("Authorization header requires '" + name + "' parameter.");
      }
    }
    if (date == null) {
      missing.add(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    if (!missing.isEmpty()) {
      // The signature itself is not repeated: it is a secret until it has expired.
      var shown = authorization.replaceAll("Signature=[0-9a-fA-F]*", "Signature=…");
      throw incomplete(String.join(" ", missing) + " Authorization=" + shown);
    }
  }

  private static RequestSignature fromQuery(String rawQuery) {
    var parameters = new HashMap<String, String>();
    for (var pair : rawQuery.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            UriEncoding.decode(pair.substring(0, equals)),
            UriEncoding.decode(pair.substring(equals + 1)));
      }
    }
    for (var name :
        List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders")) {
      if (!parameters.containsKey(name)) {
        throw incomplete("Query-string authentication requires the '" + name + "' parameter.");
      }
    }
    return new RequestSignature(
        scope(parameters.getOrDefault("X-Amz-Credential", ""), "X-Amz-Credential"),
        List.of(parameters.getOrDefault("X-Amz-SignedHeaders", "").split(";")),
        parameters.getOrDefault("X-Amz-Signature", ""),
        parameters.getOrDefault("X-Amz-Date", ""),
        parameters.getOrDefault("X-Amz-Security-Token", ""),
        expires(parameters.getOrDefault("X-Amz-Expires", "900"), parameters));
  }

  private static int expires(String text, Map<String, String> parameters) {
    try {
      var seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= 604_800) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other value out of range
    }
    if (parameters.getOrDefault("X-Amz-Credential", "").contains("/s3/")) {
      throw AwsErrors.of(
          "AuthorizationQueryParametersError",
          400,
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    throw incomplete("X-Amz-Expires must be a number between 1 and 604800");
  }

  private static CredentialScope scope(String credential, String shown) {
    var scope = CredentialScope.parse(credential);
    if (scope == null) {
      throw incomplete(
          "Credential must have at least 5 slash-separated elements, as in"
              + " KEYID/DATE/REGION/SERVICE/aws4_request, got '"
              + (credential.isEmpty() ? shown : credential)
              + "'");
    }
    return scope;
  }

  private static RuntimeException incomplete(String message) {
    return AwsErrors.of("IncompleteSignatureException", 400, message);
  }
}
