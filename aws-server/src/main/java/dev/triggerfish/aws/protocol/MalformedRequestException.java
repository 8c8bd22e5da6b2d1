package dev.triggerfish.aws.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be read. Becomes AWS's {@code SerializationException}; never leaves this
 * package.
 */
final class MalformedRequestException extends RuntimeException {

  private MalformedRequestException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  static MalformedRequestException of(String message) {
    return new MalformedRequestException(message, null);
  }

  static MalformedRequestException of(String message, Throwable cause) {
    return new MalformedRequestException(message, cause);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
