package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.error.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** The errors that SQS's operations share. */
final class SqsErrors {

  private SqsErrors() {}

  /** 400: {@code AWS.SimpleQueueService.NonExistentQueue} in the Query protocol. */
  static AwsServiceException noQueue() {
    return QueueDoesNotExistException.builder()
        .message("The specified queue does not exist.")
        .build();
  }

  /** 400: {@code QueueAlreadyExists} in the Query protocol. */
  static AwsServiceException otherAttribute(String name) {
    return QueueNameExistsException.builder()
        .message(
            "A queue already exists with the same name and a different value for attribute " + name)
        .build();
  }

  static AwsServiceException deletedRecently() {
    return QueueDeletedRecentlyException.builder()
        .message(
            "You must wait 60 seconds after deleting a queue before you can create another with"
                + " the same name.")
        .build();
  }

  static AwsServiceException unknownAttribute(String name) {
    return InvalidAttributeNameException.builder()
        .message("Unknown Attribute " + name + ".")
        .build();
  }

  static AwsServiceException invalidValue(String attribute) {
    return InvalidAttributeValueException.builder()
        .message("Invalid value for the parameter " + attribute + ".")
        .build();
  }

  /** 404: what is given as a queue's URL is none. */
  static AwsServiceException invalidAddress(String url) {
    return InvalidAddressException.builder()
        .message("The address " + url + " is not valid for this endpoint.")
        .build();
  }

  /** 400: AWS's model has no class for it. */
  static AwsServiceException invalidParameter(String message) {
    return AwsErrors.of("InvalidParameterValue", 400, message);
  }

  static AwsServiceException invalidName() {
    return invalidParameter(
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }

  static AwsServiceException invalidFifoName() {
    return invalidParameter(
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
            + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
  }
}
