package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** AWS's words about functions, for all that is part of them. */
public final class FunctionErrors {

  private FunctionErrors() {}

  /** {@code InvalidParameterValueException}. */
  public static AwsServiceException invalid(String message) {
    return InvalidParameterValueException.builder().type("User").message(message).build();
  }

  /** The function, or its version or alias, is not there. */
  public static AwsServiceException notFound(FunctionKey key, @Nullable String qualifier) {
    return missing("Function not found: " + key.arn(qualifier));
  }

  public static AwsServiceException unreachable(String region, String callerRegion) {
    return missing(
        "Functions from '"
            + region
            + "' are not reachable in this region ('"
            + callerRegion
            + "')");
  }

  public static AwsServiceException exists(FunctionKey key) {
    return conflict("Function already exist: " + key.name());
  }

  public static AwsServiceException updateInProgress(FunctionKey key) {
    return conflict(
        "The operation cannot be performed at this time. An update is in progress for resource: "
            + key.arn(null));
  }

  public static AwsServiceException unavailable(State state) {
    return conflict(
        "The operation cannot be performed at this time. The function is currently in the following"
            + " state: "
            + state);
  }

  /** Of functions, versions and aliases; policies have other words. */
  public static AwsServiceException staleRevision() {
    return PreconditionFailedException.builder()
        .type("User")
        .message(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id")
        .build();
  }

  public static AwsServiceException otherCode(String given, String current) {
    return invalid(
        "CodeSHA256 ("
            + given
            + ") is different from current CodeSHA256 in $LATEST ("
            + current
            + "). Please try again with the CodeSHA256 in $LATEST.");
  }

  public static AwsServiceException versionInUse(List<String> aliases) {
    return conflict(
        "Unable to delete version because the following aliases reference it: " + aliases);
  }

  /** A qualifier where only the function itself can be meant. */
  public static AwsServiceException functionsOnly() {
    return invalid(
        "This operation is permitted on Lambda functions only. Aliases and versions do not support"
            + " this operation. Please specify either a function name or an unqualified function"
            + " ARN.");
  }

  public static AwsServiceException foreignRole() {
    return AwsErrors.of("AccessDeniedException", 403, "Cross-account pass role is not allowed.");
  }

  /** Ours, for single values; members that are refused whole are declared so by their operation. */
  public static AwsServiceException notSimulated(String what) {
    return AwsErrors.of(
        "NotSimulatedException",
        501,
        "Triggerfish does not simulate "
            + what
            + " yet, and will not pretend to. See docs/NOT-SIMULATED.md.");
  }

  /** {@code ResourceNotFoundException}. */
  public static AwsServiceException missing(String message) {
    return ResourceNotFoundException.builder().type("User").message(message).build();
  }

  /** {@code ResourceConflictException}. */
  public static AwsServiceException conflict(String message) {
    return ResourceConflictException.builder().type("User").message(message).build();
  }
}
