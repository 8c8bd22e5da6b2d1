package dev.triggerfish.aws.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells by age what an ended process has left behind. Ages are differences between the times of
 * files on the volume, so that the clocks of the processes' machines need not agree.
 */
final class Leftovers {

  private final Path folder;
  private final Duration age;

  /**
   * Creates it.
   *
   * @param folder for files of a moment, by which the volume tells the time
   * @param age from which on a file is left over
   */
  Leftovers(Path folder, Duration age) {
    this.folder = folder;
    this.age = age;
  }

  /** What has not changed since then is left over. */
  Instant limit() throws IOException {
    var probe = Files.createFile(folder.resolve("now." + UUID.randomUUID()));
    try {
      return Files.getLastModifiedTime(probe).toInstant().minus(age);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  static boolean isOld(Path path, Instant limit) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(limit);
  }

  /** Deletes all that is old in a folder. */
  void removeOld(Path folder) throws IOException {
    var limit = limit();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        removeIfOld(entry, limit);
      }
    }
  }

  private static void removeIfOld(Path entry, Instant limit) throws IOException {
    try {
      if (isOld(entry, limit)) {
        FileTrees.delete(entry);
      }
    } catch (NoSuchFileException e) {
      // Its owner, or another process's sweep, was faster.
      return;
    }
  }
}
