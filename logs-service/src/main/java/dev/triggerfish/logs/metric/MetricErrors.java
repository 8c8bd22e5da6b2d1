package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.error.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;

/** CloudWatch's errors, in its words. */
final class MetricErrors {

  private MetricErrors() {}

  static InvalidParameterValueException invalid(String message) {
    return InvalidParameterValueException.builder().message(message).build();
  }

  static InvalidParameterValueException invalidValue(Object value, String parameter) {
    return invalid("The value " + value + " for parameter " + parameter + " is invalid.");
  }

  static InvalidParameterValueException tooMany(String parameter, int most) {
    return invalid(
        "The collection " + parameter + " must not have a size greater than " + most + ".");
  }

  static InvalidParameterCombinationException combination(String message) {
    return InvalidParameterCombinationException.builder().message(message).build();
  }

  static InvalidParameterCombinationException exclusive(String one, String other) {
    return combination(exclusiveText(one, other));
  }

  static String exclusiveText(String one, String other) {
    return "The parameters "
        + one
        + " and "
        + other
        + " are mutually exclusive and you have specified both.";
  }

  static MissingRequiredParameterException missing(String message) {
    return MissingRequiredParameterException.builder().message(message).build();
  }

  /** GetMetricData's error for most mistakes; its model names none. */
  static AwsServiceException validation(String message) {
    return AwsErrors.validation(message);
  }
}
