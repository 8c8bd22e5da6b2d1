package dev.triggerfish.eventbus.dynamodb.stream;

import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** AWS's errors about streams. */
final class StreamErrors {

  private StreamErrors() {}

  static ResourceNotFoundException streamNotFound(String arn) {
    return notFound("Stream: " + arn);
  }

  static ResourceNotFoundException shardNotFound(String shardId, String arn) {
    return notFound("Shard: " + shardId + " in Stream: " + arn);
  }

  private static ResourceNotFoundException notFound(String what) {
    return ResourceNotFoundException.builder()
        .message("Requested resource not found: " + what + " not found")
        .writableStackTrace(false)
        .build();
  }

  static TrimmedDataAccessException trimmed() {
    return TrimmedDataAccessException.builder()
        .message("The data you are trying to access has been trimmed")
        .writableStackTrace(false)
        .build();
  }

  /** Kafka does not answer; clients try again. */
  static InternalServerErrorException unavailable() {
    return InternalServerErrorException.builder()
        .message("The request processing has failed because of an unknown error.")
        .writableStackTrace(false)
        .build();
  }
}
