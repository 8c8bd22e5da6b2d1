package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.RequestPayload;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes the bodies of requests in. */
public final class ContentIntake {

  private final ObjectFiles files;

  ContentIntake(ObjectFiles files) {
    this.files = files;
  }

  /** Takes a body in, if it is not too large and what its sender says. */
  public ObjectContent receive(RequestPayload payload, ContentCheck check) {
    var length = payload.length();
    if (length < 0) {
      throw AwsErrors.of(
          "MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
    }
    if (length > ObjectFiles.LARGEST) {
      throw AwsErrors.of(
          "EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
    }
    try (var in = payload.open()) {
      return files.receive(in, length, check);
    } catch (IOException e) {
      throw new UncheckedIOException("The content of an object could not be taken in", e);
    }
  }
}
