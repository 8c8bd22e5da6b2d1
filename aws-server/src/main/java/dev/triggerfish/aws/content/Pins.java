package dev.triggerfish.aws.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Pins on content, each an empty file {@code <sha256>.<uuid>}, so that every process that shares
 * the volume sees them. One that is older than {@link ContentStore#LEASE} belongs to a process that
 * has ended, and counts no more.
 */
final class Pins {

  private final Path folder;
  private final Leftovers leftovers;

  Pins(Path folder, Leftovers leftovers) {
    this.folder = folder;
    this.leftovers = leftovers;
  }

  /** Pins content, which need not be there yet. */
  Path pin(String sha256) throws IOException {
    return Files.createFile(folder.resolve(sha256 + "." + UUID.randomUUID()));
  }

  /** Takes a pin out; false if it had been taken for one of an ended process. */
  boolean release(Path pin) throws IOException {
    return Files.deleteIfExists(pin);
  }

  /** Whether anyone holds content. Removes pins of ended processes. */
  boolean holds(String sha256) throws IOException {
    var held = false;
    try (var pins = Files.newDirectoryStream(folder, sha256 + ".*")) {
      for (var pin : pins) {
        held |= !removedIfOld(pin, leftovers.limit());
      }
    }
    return held;
  }

  private static boolean removedIfOld(Path pin, Instant limit) throws IOException {
    try {
      if (Leftovers.isOld(pin, limit)) {
        Files.deleteIfExists(pin);
        return true;
      }
      return false;
    } catch (NoSuchFileException e) {
      return true;
    }
  }
}
