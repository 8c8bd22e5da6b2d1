package dev.triggerfish.aws.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Since when content has been found unneeded: a file {@code <sha256>} with the platform time in
 * milliseconds, so that it counts across restarts and processes.
 */
final class UnneededMarks {

  private final Path folder;

  UnneededMarks(Path folder) {
    this.folder = folder;
  }

  /** Marks content unless it is; true if it has been marked for as long as the grace. */
  boolean isOver(String sha256, Instant now, Duration grace) throws IOException {
    var mark = folder.resolve(sha256);
    try {
      var since = Long.parseLong(Files.readString(mark));
      return since + grace.toMillis() <= now.toEpochMilli();
    } catch (NoSuchFileException | NumberFormatException e) {
      // Half-written by a process that has ended: its grace begins anew.
      Files.writeString(mark, Long.toString(now.toEpochMilli()));
      return false;
    }
  }

  void clear(String sha256) throws IOException {
    Files.deleteIfExists(folder.resolve(sha256));
  }
}
