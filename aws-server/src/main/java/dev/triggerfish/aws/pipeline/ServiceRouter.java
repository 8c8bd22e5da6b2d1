package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.BucketHost;
import dev.triggerfish.aws.signature.RequestSignature;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which service a request is for. Decided before the operation, so that services never collide on
 * paths: by the target header, the credential scope, the host, and for unsigned requests by the
 * path that only one API has.
 */
public final class ServiceRouter {

  private static final Map<String, String> BY_TARGET =
      Map.of(
          "DynamoDB_20120810", "dynamodb",
          "DynamoDBStreams_20120810", "streams.dynamodb",
          "Logs_20140328", "logs",
          "GraniteServiceVersion20100801", "monitoring",
          "AmazonSQS", "sqs",
          "ServiceQuotasV20190624", "servicequotas");

  private static final Map<String, String> BY_LAMBDA_LIKE_PREFIX =
      Map.of("/v2/apis", "apigatewayv2", "/restapis", "apigateway");

  private static final String S3 = "s3";

  /** A path that begins as a bucket's does, which is all that unsigned requests say. */
  private static final Pattern BUCKET = Pattern.compile("/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/|$)");

  private ServiceRouter() {}

  /**
   * The service's id, or null if the request is for none that AWS's APIs know.
   *
   * @param signature of the request, or null if it is unsigned
   */
  public static @Nullable String service(
      AwsHttpRequest request, @Nullable RequestSignature signature) {
    var target = request.header("X-Amz-Target");
    if (target != null) {
      var byTarget = BY_TARGET.get(target.substring(0, Math.max(0, target.lastIndexOf('.'))));
      if (byTarget != null) {
        return byTarget;
      }
    }
    return signature != null ? bySigningName(request, signature) : byHostOrPath(request);
  }

  private static String bySigningName(AwsHttpRequest request, RequestSignature signature) {
    var name = signature.scope().service();
    return name.equals("apigateway") && request.rawPath().startsWith("/v2/")
        ? "apigatewayv2"
        : name;
  }

  private static @Nullable String byHostOrPath(AwsHttpRequest request) {
    var host = request.header("Host");
    if (BucketHost.isS3(host)) {
      return S3;
    }
    if (host != null && host.contains(".amazonaws.com")) {
      return host.substring(0, host.indexOf('.'));
    }
    var path = request.rawPath();
    if (startsWithApiDate(path)) {
      return "lambda";
    }
    for (var prefix : BY_LAMBDA_LIKE_PREFIX.entrySet()) {
      if (path.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return BUCKET.matcher(BucketHost.pathOf(request)).lookingAt() ? S3 : null;
  }

  /** Lambda alone puts the date of its API into the path: {@code /2015-03-31/functions}. */
  private static boolean startsWithApiDate(String path) {
    if (path.length() < 12 || path.charAt(5) != '-' || path.charAt(8) != '-') {
      return false;
    }
    for (var at : new int[] {1, 2, 3, 4, 6, 7, 9, 10}) {
      if (!Character.isDigit(path.charAt(at))) {
        return false;
      }
    }
    return path.charAt(11) == '/';
  }
}
