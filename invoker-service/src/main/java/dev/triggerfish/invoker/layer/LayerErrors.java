package dev.triggerfish.invoker.layer;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS's words about layers. */
final class LayerErrors {

  private LayerErrors() {}

  static AwsServiceException invalid(String message) {
    return InvalidParameterValueException.builder().type("User").message(message).build();
  }

  static AwsServiceException nothingThere() {
    return missing("The resource you requested does not exist.");
  }

  /** Of a policy that is to be read or changed. */
  static AwsServiceException noVersion(LayerKey.Version version) {
    return missing("Layer version " + version.arn() + " does not exist.");
  }

  static AwsServiceException noPolicy() {
    return missing("No policy is associated with the given resource.");
  }

  static AwsServiceException staleRevision() {
    return PreconditionFailedException.builder()
        .type("User")
        .message(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetLayerPolicy API to retrieve the latest Revision Id")
        .build();
  }

  private static AwsServiceException missing(String message) {
    return ResourceNotFoundException.builder().type("User").message(message).build();
  }
}
