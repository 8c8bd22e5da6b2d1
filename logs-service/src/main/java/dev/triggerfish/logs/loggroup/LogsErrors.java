package dev.triggerfish.logs.loggroup;

import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The errors that most operations share. */
public final class LogsErrors {

  private LogsErrors() {}

  /** 400, with AWS's words. */
  public static InvalidParameterException invalidParameter(String message) {
    return InvalidParameterException.builder().message(message).build();
  }

  /** 400: there is no such group. */
  public static ResourceNotFoundException noSuchGroup() {
    return notFound("The specified log group does not exist.");
  }

  /** 400: there is no such stream. */
  public static ResourceNotFoundException noSuchStream() {
    return notFound("The specified log stream does not exist.");
  }

  private static ResourceNotFoundException notFound(String message) {
    return ResourceNotFoundException.builder().message(message).build();
  }
}
