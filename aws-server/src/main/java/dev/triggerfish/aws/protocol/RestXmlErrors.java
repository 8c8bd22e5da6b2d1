package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * S3's errors, which have codes and an envelope of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class RestXmlErrors {

  private RestXmlErrors() {}

  /** How S3 names an error of AWS's common layers. */
  record Named(String code, int status) {}

  static Named of(FrameworkError error) {
    return switch (error) {
      case MISSING_AUTHENTICATION_TOKEN, ACCESS_DENIED -> new Named("AccessDenied", 403);
      case INCOMPLETE_SIGNATURE -> new Named("AuthorizationHeaderMalformed", 400);
      case INVALID_SIGNATURE -> new Named("SignatureDoesNotMatch", 403);
      case UNRECOGNIZED_CLIENT -> new Named("InvalidAccessKeyId", 403);
      case EXPIRED_TOKEN -> new Named("ExpiredToken", 400);
      case OPT_IN_REQUIRED -> new Named("NotSignedUp", 403);
      case THROTTLING -> new Named("SlowDown", 503);
      case VALIDATION, SERIALIZATION -> new Named("InvalidArgument", 400);
      case UNKNOWN_OPERATION -> new Named("MethodNotAllowed", 405);
      case REQUEST_ENTITY_TOO_LARGE -> new Named("MaxMessageLengthExceeded", 400);
      case INTERNAL_FAILURE -> new Named("InternalError", 500);
      case SERVICE_UNAVAILABLE -> new Named("ServiceUnavailable", 503);
      case NOT_IMPLEMENTED -> new Named("NotImplemented", 501);
    };
  }

  static AwsHttpResponse encode(
      String code,
      int status,
      @Nullable String message,
      Map<String, String> labels,
      @Nullable StructurePlan members,
      AwsServiceException error,
      String requestId) {
    Map<String, String> headers = RestXmlProtocol.headers(requestId);
    if (error.awsErrorDetails() != null) {
      UnmodelledHeader.add(
          DetailedError.BUCKET_REGION, error.awsErrorDetails().sdkHttpResponse(), headers);
    }
    if (status == 304) {
      return new AwsHttpResponse(status, headers, AwsHttpResponse.EMPTY);
    }
    headers.put("Content-Type", WireProtocol.REST_XML.contentType());
    XmlWriter out = XmlWriter.ofS3(false);
    out.declaration();
    out.start("Error", null);
    out.element("Code", code);
    if (message != null) {
      out.element("Message", message);
    }
    details(code, labels, error).forEach(out::element);
    if (members != null) {
      out.members(members, error);
    }
    out.element("RequestId", requestId);
    out.element("HostId", RestXmlProtocol.hostId(requestId));
    out.end("Error");
    return new AwsHttpResponse(status, headers, out.bytes());
  }

  private static Map<String, String> details(
      String code, Map<String, String> labels, AwsServiceException error) {
    Map<String, String> details = new LinkedHashMap<>();
    if (error instanceof DetailedError detailed) {
      details.putAll(detailed.details());
    }
    String of =
        switch (code) {
          case "NoSuchBucket",
              "NoSuchBucketPolicy",
              "BucketAlreadyExists",
              "BucketAlreadyOwnedByYou",
              "BucketNotEmpty",
              "InvalidBucketName" ->
              "Bucket";
          case "NoSuchKey" -> "Key";
          default -> "";
        };
    String value = labels.get(of);
    if (value != null) {
      details.putIfAbsent(of.equals("Bucket") ? "BucketName" : of, decoded(value));
    }
    return details;
  }

  /** Decodes a path; one that cannot be decoded is shown as it came. */
  private static String decoded(String raw) {
    try {
      return Percent.decodePath(raw);
    } catch (MalformedRequestException e) {
      return raw;
    }
  }
}
