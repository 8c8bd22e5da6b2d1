package dev.triggerfish.invoker.alias;

import dev.triggerfish.invoker.function.FunctionErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/** AWS's words about aliases. */
final class AliasErrors {

  private AliasErrors() {}

  static AwsServiceException exists(Alias alias) {
    return FunctionErrors.conflict("Alias already exists: " + alias.arn());
  }

  /** GetAlias says it in other words than UpdateAlias. */
  static AwsServiceException cannotFind(String arn) {
    return FunctionErrors.missing("Cannot find alias arn: " + arn);
  }

  static AwsServiceException notFound(String arn) {
    return FunctionErrors.missing("Alias not found: " + arn);
  }

  static AwsServiceException changedMeanwhile(Alias alias) {
    return FunctionErrors.conflict(
        "The operation cannot be performed at this time. An update is in progress for resource: "
            + alias.arn());
  }

  /** Removed between the check and the change. */
  static AwsServiceException versionGone(Alias alias) {
    return FunctionErrors.notFound(alias.function(), alias.route().primary());
  }

  static AwsServiceException tooManyVersions() {
    return FunctionErrors.invalid(
        "Number of items in AdditionalVersionWeights cannot be greater than 1");
  }

  static AwsServiceException sameVersion(String version) {
    return FunctionErrors.invalid(
        "Invalid function version "
            + version
            + ". Function version "
            + version
            + " is already included in routing configuration.");
  }

  /** The only one of these that AWS sends without a Type. */
  static AwsServiceException latestIsNotShared() {
    return InvalidParameterValueException.builder()
        .message("$LATEST is not supported for an alias pointing to more than 1 version")
        .build();
  }

  /** AWS's rule, in our words. */
  static AwsServiceException otherRole(String version, String additional) {
    return FunctionErrors.invalid(
        "The versions that an alias points to must have the same execution role: versions "
            + version
            + " and "
            + additional
            + " have different ones.");
  }
}
