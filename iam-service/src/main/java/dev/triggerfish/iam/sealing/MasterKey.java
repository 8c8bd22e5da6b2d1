package dev.triggerfish.iam.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;

/**
 * The service's own key: 32 random bytes in a file that its owner alone can read, made at the first
 * start. Without it, access keys and temporary credentials are lost.
 */
final class MasterKey {

  private static final int LENGTH = 32;

  private MasterKey() {}

  static byte[] in(Path folder) {
    var file = folder.resolve("master.key");
    try {
      return read(file);
    } catch (NoSuchFileException first) {
      return create(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + file, unreadable);
    }
  }

  private static byte[] read(Path file) throws IOException {
    var key = Files.readAllBytes(file);
    if (key.length != LENGTH) {
      throw new IOException(file + " is no key: it has " + key.length + " bytes");
    }
    return key;
  }

  /** Written aside and renamed, so that a crash leaves no half key. */
  private static byte[] create(Path file) {
    var key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    var draft = file.resolveSibling("master.key.new");
    try {
      Files.deleteIfExists(draft);
      var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      try (var channel = FileChannel.open(draft, options, ownerOnly)) {
        var bytes = ByteBuffer.wrap(key);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
      return key;
    } catch (IOException unwritable) {
      throw new UncheckedIOException("Cannot write " + file, unwritable);
    }
  }
}
