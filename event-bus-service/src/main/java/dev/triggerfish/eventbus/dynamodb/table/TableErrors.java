package dev.triggerfish.eventbus.dynamodb.table;

import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** AWS's errors about tables. */
public final class TableErrors {

  private TableErrors() {}

  /** What items are read from or written to is not there. */
  public static ResourceNotFoundException resourceNotFound() {
    return notFound("Requested resource not found");
  }

  /** A table is not there. */
  public static ResourceNotFoundException tableNotFound(String name) {
    return notFound("Requested resource not found: Table: " + name + " not found");
  }

  /** Something else is not there. */
  static ResourceNotFoundException notFound(String message) {
    return ResourceNotFoundException.builder().message(message).writableStackTrace(false).build();
  }

  static ResourceInUseException inUse(String message) {
    return ResourceInUseException.builder().message(message).writableStackTrace(false).build();
  }
}
