package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionVersion;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS's words about concurrency. */
final class ConcurrencyErrors {

  private ConcurrencyErrors() {}

  static AwsServiceException qualified() {
    return InvalidParameterValueException.builder()
        .type("User")
        .message(
            "This operation is permitted on Lambda functions only. Aliases and versions do not"
                + " support this operation. Please specify either a function name or an unqualified"
                + " function ARN.")
        .build();
  }

  /** Unlike others of its kind, AWS sends this one without a {@code Type}. */
  static AwsServiceException tooLittleLeft(int minimum) {
    return InvalidParameterValueException.builder()
        .message(
            "Specified ReservedConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of ["
                + minimum
                + "].")
        .build();
  }

  static AwsServiceException notFound(FunctionId function) {
    return ResourceNotFoundException.builder()
        .type("User")
        .message(
            "Function not found: arn:aws:lambda:"
                + function.region()
                + ":"
                + function.accountId()
                + ":function:"
                + function.name()
                + ":"
                + FunctionVersion.LATEST)
        .build();
  }
}
