package dev.triggerfish.aws.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
      if (!Files.exists(file)) {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The admin token " + file + " cannot be kept", e);
    }
  }
}
