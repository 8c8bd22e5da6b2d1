package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token that its owner finds in a data directory. */
final class AdminTokens {

  private AdminTokens() {}

  static String in(Path dataDirectory) {
    try {
      return Files.readString(dataDirectory.resolve("admin.token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
