package dev.triggerfish.aws.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Keeps in the data directory by how much platform time is ahead of wall time. */
final class ClockOffsetFile {

  private static final String NAME = "clock.offset";

  private final Path file;

  ClockOffsetFile(Path dataDirectory) {
    file = dataDirectory.resolve(NAME);
  }

  /** What was kept last; zero if nothing was. */
  Duration read() {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          file
              + " is to hold by how much platform time is ahead, such as PT2M, and does not. Write it"
              + " anew, or remove it: then platform time is wall time, and what was due later waits",
          e);
    }
  }

  /** Keeps an offset; when this returns, no crash loses it. */
  void write(Duration offset) {
    var fresh = file.resolveSibling(NAME + ".new");
    try {
      try (var channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap((offset + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
