package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content in files, named by the SHA-256 of their bytes; so no client chooses a name, and equal
 * content lies there once. A file is on the disk before it has its name and never changes after.
 */
public final class ObjectFiles {

  /** What one request may bring, in bytes: 5 GiB. */
  public static final long LARGEST = 5L << 30;

  private static final Logger log = LoggerFactory.getLogger(ObjectFiles.class);
  private static final int BUFFER = 128 * 1024;
  private static final int FOLDER_DIGITS = 2;

  private final Path root;
  private final Path arriving;
  private final ContentReferences references;

  /** Guards names in the folders and {@link #held}; never held while content is copied. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Content that something is about to refer to, with how many hold it. */
  private final Map<String, Integer> held = new HashMap<>();

  /**
   * Opens the store and removes what nothing refers to: what had not arrived when the process
   * ended, and what had been deleted.
   */
  ObjectFiles(Path root, ContentReferences references) {
    this.root = root;
    this.arriving = root.resolve("arriving");
    this.references = references;
    try {
      Files.createDirectories(arriving);
      removeAll(arriving, false);
      try (var folders = Files.newDirectoryStream(root, "??")) {
        for (var folder : folders) {
          removeAll(folder, true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The store of objects cannot use " + root, e);
    }
  }

  /**
   * Takes content in, durably.
   *
   * @param in is read to its end, and not closed
   * @param length that the client promised
   * @param check what it has to be
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException S3's error if it is not
   *     that; nothing stays then
   */
  public ObjectContent receive(InputStream in, long length, ContentCheck check) throws IOException {
    var digests = new ContentDigests(check.kind());
    var file = arriving.resolve(UUID.randomUUID().toString());
    try {
      write(in, file, length, digests);
      if (digests.size() != length) {
        throw AwsErrors.of(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header");
      }
      var result = digests.result();
      check.require(result);
      place(file, result.sha256());
      return new ObjectContent(this, result);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Computes content's digests by another algorithm, and holds it. Null if it is gone. */
  @Nullable ObjectContent hold(String sha256, ChecksumKind kind) throws IOException {
    hold(sha256);
    var good = false;
    var digests = new ContentDigests(kind);
    try (var in = Files.newInputStream(file(sha256))) {
      var buffer = new byte[BUFFER];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digests.update(buffer, read);
      }
      good = true;
      return new ObjectContent(this, digests.result());
    } catch (NoSuchFileException e) {
      return null;
    } finally {
      if (!good) {
        release(sha256);
      }
    }
  }

  /**
   * Reads content from an offset on.
   *
   * @throws NoSuchFileException if it has been removed, since nothing refers to it any more
   */
  public InputStream open(String sha256, long offset) throws IOException {
    var channel = FileChannel.open(file(sha256), StandardOpenOption.READ);
    try {
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads a stretch of content; what its end is, is the end of the stream. */
  public InputStream open(String sha256, ByteRange range) throws IOException {
    return new BoundedInput(open(sha256, range.first()), range.length());
  }

  /** Removes content unless something refers to it or holds it. */
  public void removeUnneeded(String sha256) {
    lock.lock();
    try {
      if (!held.containsKey(sha256) && !references.usesContent(sha256)) {
        Files.deleteIfExists(file(sha256));
      }
    } catch (IOException e) {
      // What was asked for is done; the next start tries again.
      log.warn("The content {} could not be removed", sha256, e);
    } finally {
      lock.unlock();
    }
  }

  private void hold(String sha256) {
    lock.lock();
    try {
      held.merge(sha256, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  void release(String sha256) {
    lock.lock();
    try {
      held.computeIfPresent(sha256, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
    removeUnneeded(sha256);
  }

  private static void write(InputStream in, Path file, long length, ContentDigests digests)
      throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = new byte[BUFFER];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digests.update(buffer, read);
        if (digests.size() > length) {
          return;
        }
        var bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
  }

  private void place(Path file, String sha256) throws IOException {
    var folder = folder(sha256);
    lock.lock();
    try {
      if (!Files.exists(file(sha256))) {
        if (!Files.isDirectory(folder)) {
          Files.createDirectory(folder);
          sync(root);
        }
        Files.move(file, file(sha256), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
      }
      held.merge(sha256, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  private void removeAll(Path folder, boolean onlyUnneeded) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (!onlyUnneeded || !references.usesContent(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  private Path file(String sha256) {
    return folder(sha256).resolve(sha256);
  }

  private Path folder(String sha256) {
    return root.resolve(sha256.substring(0, FOLDER_DIGITS));
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
