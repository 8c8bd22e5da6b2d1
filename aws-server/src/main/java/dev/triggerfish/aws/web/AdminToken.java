package dev.triggerfish.aws.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The token that changes through {@code /_triggerfish} need: made once per data directory, readable
 * by its owner.
 */
final class AdminToken {

  private static final String FILE = "admin.token";

  private AdminToken() {}

  static String in(Path dataDirectory) {
    var file = dataDirectory.resolve(FILE);
    try {
      if (!Files.exists(file) || read(file).isEmpty()) {
        make(file);
      }
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The admin token " + file + " cannot be kept", e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  /** Whole or not at all: an empty token would be one that everybody knows. */
  private static void make(Path file) throws IOException {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var fresh = Files.createTempFile(file.getParent(), FILE, ".new");
    Files.writeString(fresh, HexFormat.of().formatHex(bytes) + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
