package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS's words about event-invoke configurations. */
final class EventInvokeConfigErrors {

  private EventInvokeConfigErrors() {}

  static AwsServiceException noFunction() {
    return FunctionErrors.missing("The function doesn't exist.");
  }

  static AwsServiceException none(FunctionName name) {
    return FunctionErrors.missing(
        "The function "
            + name.arn()
            + ":"
            + EventInvokeConfigs.qualifier(name)
            + " doesn't have an EventInvokeConfig");
  }

  static AwsServiceException nothingGiven() {
    return FunctionErrors.invalid(
        "You must specify at least one of error handling or destination setting.");
  }

  static AwsServiceException itself() {
    return FunctionErrors.invalid("You can't specify the function as a destination for itself.");
  }

  static AwsServiceException invalidArn(String arn) {
    return FunctionErrors.invalid("The destination ARN " + arn + " is invalid.");
  }

  /** The sentence shows what was given as AWS's own code prints it. */
  static AwsServiceException invalidConfig(@Nullable String onSuccess, @Nullable String onFailure) {
    return FunctionErrors.invalid(
        "The provided destination config DestinationConfig(onSuccess="
            + (onSuccess == null ? "null" : "OnSuccess(destination=" + onSuccess + ")")
            + ", onFailure="
            + (onFailure == null ? "null" : "OnFailure(destination=" + onFailure + ")")
            + ") is invalid.");
  }
}
