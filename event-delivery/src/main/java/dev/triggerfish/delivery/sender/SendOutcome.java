package dev.triggerfish.delivery.sender;

import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What became of sending something. */
public sealed interface SendOutcome {

  /**
   * The target has it, durably.
   *
   * @param fact {@code requestId}, {@code messageId} or {@code key}
   * @param id by which it can be followed there
   */
  record Delivered(String fact, String id) implements SendOutcome {}

  /**
   * The sender lacks a permission; trying again does not help.
   *
   * @param reason the target's
   */
  record Denied(String reason) implements SendOutcome {}

  /**
   * The target is gone, or will never take this; trying again does not help.
   *
   * @param reason for people
   */
  record Refused(String reason) implements SendOutcome {}

  /**
   * It may work the next time.
   *
   * @param reason for people
   */
  record Failed(String reason) implements SendOutcome {}

  /** What a permission's absence is called by the services; some errors have a status alone. */
  Set<String> DENIALS = Set.of("", "AccessDenied", "AccessDeniedException", "AuthorizationError");

  /** Errors about signatures and tokens that are not 403: they are about us, not the event. */
  Set<String> IDENTITY_ERRORS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          "UnrecognizedClientException");

  /** Who is to blame decides: what the customer can mend alone is not tried again. */
  static SendOutcome of(AwsServiceException e) {
    var details = e.awsErrorDetails();
    var code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    var told = details == null ? null : details.errorMessage();
    var reason = Objects.requireNonNullElseGet(told, () -> String.valueOf(e.getMessage()));
    if (IDENTITY_ERRORS.contains(code)) {
      return new Failed(reason);
    }
    return switch (e.statusCode()) {
      case 403 -> DENIALS.contains(code) ? new Denied(reason) : new Failed(reason);
      case 408, 409, 429 -> new Failed(reason);
      default ->
          e.statusCode() >= 400 && e.statusCode() < 500
              ? code.contains("AccessDenied") ? new Denied(reason) : new Refused(reason)
              : new Failed(reason);
    };
  }

  /** No answer says nothing about what was sent. */
  static SendOutcome of(SdkClientException e) {
    return new Failed("The target could not be reached: " + e.getMessage());
  }
}
