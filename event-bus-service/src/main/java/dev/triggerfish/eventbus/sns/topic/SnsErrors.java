package dev.triggerfish.eventbus.sns.topic;

import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;

/** The errors that SNS's operations share. */
public final class SnsErrors {

  private SnsErrors() {}

  /** 400 {@code Invalid parameter: …}. */
  public static InvalidParameterException invalid(String what) {
    return InvalidParameterException.builder().message("Invalid parameter: " + what).build();
  }

  /** 400 {@code ParameterValueInvalid}. */
  public static InvalidParameterValueException invalidValue(String message) {
    return InvalidParameterValueException.builder().message(message).build();
  }

  /** 400: AWS has it, and this does not. */
  public static InvalidParameterException notSimulated(String what) {
    return invalid(what + " is not simulated by Triggerfish");
  }

  /** 404. */
  public static NotFoundException noTopic() {
    return NotFoundException.builder().message("Topic does not exist").build();
  }

  /** 404. */
  public static NotFoundException noSubscription() {
    return NotFoundException.builder().message("Subscription does not exist").build();
  }

  static ResourceNotFoundException noResource() {
    return ResourceNotFoundException.builder().message("Resource does not exist").build();
  }
}
