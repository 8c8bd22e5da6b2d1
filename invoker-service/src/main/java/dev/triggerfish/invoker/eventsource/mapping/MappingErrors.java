package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.invoker.function.FunctionErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;

/** AWS's words about event source mappings. */
final class MappingErrors {

  private MappingErrors() {}

  static AwsServiceException none() {
    return FunctionErrors.missing("The resource you requested does not exist.");
  }

  static AwsServiceException inUse(String verb) {
    return ResourceInUseException.builder()
        .type("User")
        .message("Cannot " + verb + " the event source mapping because it is in use.")
        .build();
  }

  static AwsServiceException exists(EventSourceMapping wanted, String uuid) {
    var what =
        switch (wanted.source()) {
          case MappedSource.DynamoDbStream(var arn) ->
              "The event source arn (\" "
                  + arn
                  + " \") and function (\" "
                  + wanted.function().name()
                  + " \") provided mapping already exists.";
          case MappedSource.KafkaTopic topic ->
              "An event source mapping with event source (\""
                  + String.join(",", topic.bootstrapServers())
                  + "\"), function (\""
                  + wanted.functionArn()
                  + "\"), topics (\""
                  + topic.topic()
                  + "\") already exists.";
        };
    return FunctionErrors.conflict(
        what + " Please update or delete the existing mapping with UUID " + uuid);
  }

  static AwsServiceException unknownSource() {
    return FunctionErrors.invalid("Unrecognized event source.");
  }

  static AwsServiceException noFunction() {
    return FunctionErrors.invalid("Function does not exist");
  }

  static AwsServiceException noPosition() {
    return FunctionErrors.invalid(
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
            + " constraint: Member must not be null.");
  }

  static AwsServiceException unsupportedPosition(String source) {
    return FunctionErrors.invalid("Unsupported starting position for arn type: " + source);
  }

  /** A parameter that this kind of source does not have. */
  static AwsServiceException unsupported(String parameter) {
    return FunctionErrors.invalid(
        "Unsupported " + parameter + " parameter for given event source mapping type.");
  }

  static AwsServiceException badFilter() {
    return FunctionErrors.invalid("Invalid filter pattern definition.");
  }
}
