package dev.triggerfish.aws.error;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Errors that no API's model names because AWS's common layers answer them: signatures,
 * permissions, constraints, malformed input. Their codes differ between the JSON and the XML
 * protocols; whoever throws one need not know which is spoken.
 */
public enum FrameworkError {
  MISSING_AUTHENTICATION_TOKEN(
      "MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", "IncompleteSignature", 403, 400),
  INVALID_SIGNATURE("InvalidSignatureException", "SignatureDoesNotMatch", 403),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", "InvalidClientTokenId", 403),
  EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", 403),
  ACCESS_DENIED("AccessDeniedException", "AccessDenied", 403),
  OPT_IN_REQUIRED("OptInRequired", "OptInRequired", 403),
  THROTTLING("ThrottlingException", "Throttling", 400),
  VALIDATION("ValidationException", "ValidationError", 400),
  SERIALIZATION("SerializationException", "MalformedInput", 400),
  UNKNOWN_OPERATION("UnknownOperationException", "InvalidAction", 404, 400),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", "RequestEntityTooLarge", 413),
  INTERNAL_FAILURE("InternalFailure", "InternalFailure", 500),
  SERVICE_UNAVAILABLE("ServiceUnavailableException", "ServiceUnavailable", 503),
  NOT_IMPLEMENTED("NotImplementedException", "NotImplemented", 501);

  private static final Map<String, FrameworkError> BY_CODE = new HashMap<>();

  static {
    for (FrameworkError error : values()) {
      BY_CODE.put(error.jsonCode, error);
    }
  }

  private final String jsonCode;
  private final String xmlCode;
  private final int jsonStatus;
  private final int xmlStatus;

  FrameworkError(String jsonCode, String xmlCode, int status) {
    this(jsonCode, xmlCode, status, status);
  }

  FrameworkError(String jsonCode, String xmlCode, int jsonStatus, int xmlStatus) {
    this.jsonCode = jsonCode;
    this.xmlCode = xmlCode;
    this.jsonStatus = jsonStatus;
    this.xmlStatus = xmlStatus;
  }

  /**
   * A new instance to throw. It carries the JSON code; answers in XML translate it.
   *
   * @param message as AWS words it
   */
  public AwsServiceException exception(String message) {
    return AwsErrors.of(jsonCode, jsonStatus, message);
  }

  /** The framework's error of a JSON code, or null. */
  public static @Nullable FrameworkError find(@Nullable String jsonCode) {
    return jsonCode == null ? null : BY_CODE.get(jsonCode);
  }

  /** The code in the JSON protocols, or in the XML ones. */
  public String code(boolean xml) {
    return xml ? xmlCode : jsonCode;
  }

  /** The HTTP status in the JSON protocols, or in the XML ones. */
  public int status(boolean xml) {
    return xml ? xmlStatus : jsonStatus;
  }

  /** The name of the message in JSON bodies: AWS's layers do not agree on its casing. */
  public String messageMember() {
    return this == ACCESS_DENIED ? "Message" : "message";
  }

  /** An operation that AWS's model of the service does not have. */
  public static AwsServiceException unknownOperation(String name) {
    return UNKNOWN_OPERATION.exception(
        name.isEmpty() ? "No operation is named." : "There is no operation " + name + ".");
  }

  /** An operation that AWS has and Triggerfish has not yet. */
  public static AwsServiceException notImplemented(String service, String operation) {
    return NOT_IMPLEMENTED.exception(
        "Triggerfish does not serve " + service + ":" + operation + " yet.");
  }

  /**
   * A failure of ours. It says nothing of its cause, which is in the log under the request's id.
   */
  public static AwsServiceException internalFailure() {
    return INTERNAL_FAILURE.exception(
        "The request processing has failed because of an unknown error, exception or failure.");
  }
}
