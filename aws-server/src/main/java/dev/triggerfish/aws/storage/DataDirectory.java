package dev.triggerfish.aws.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data directory: one process at a time, nobody else's eyes. The lock goes with the process,
 * however it ends.
 */
public final class DataDirectory implements AutoCloseable {

  /** Files that the launcher may have written before the directory was opened. */
  private static final Set<String> LOGS = Set.of("triggerfish.log", "console.log");

  private final Path root;
  private final FileChannel lockFile;
  private final boolean ephemeral;

  private DataDirectory(Path root, FileChannel lockFile, boolean ephemeral) {
    this.root = root;
    this.lockFile = lockFile;
    this.ephemeral = ephemeral;
  }

  /**
   * Opens an empty directory that is removed with all in it when it is closed.
   *
   * @throws IllegalStateException if it is not empty: what somebody else put there is not ours to
   *     remove
   */
  static DataDirectory openEphemeral(Path path) {
    try (var entries = Files.list(privateFolder(path.toAbsolutePath().normalize()))) {
      if (!entries.allMatch(entry -> LOGS.contains(entry.getFileName().toString()))) {
        throw new IllegalStateException(
            "The data directory "
                + path
                + " is not empty, and nothing of it would be kept. Name an empty one.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory " + path + " cannot be used", e);
    }
    return open(path, true);
  }

  /**
   * Opens and locks a directory, made if it is missing.
   *
   * @throws DataDirectoryInUseException if another process holds it; the message says which
   */
  public static DataDirectory open(Path path) {
    return open(path, false);
  }

  private static DataDirectory open(Path path, boolean ephemeral) {
    try {
      var root = privateFolder(path.toAbsolutePath().normalize());
      var lockFile =
          FileChannel.open(
              root.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        var holder = read(lockFile);
        lockFile.close();
        throw new DataDirectoryInUseException(root, holder);
      }
      lockFile.truncate(0);
      lockFile.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DataDirectory(root, lockFile, ephemeral);
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory " + path + " cannot be used", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      // The pid stands in the first bytes and must stay readable for others: lock a byte far behind
      // them.
      return file.tryLock(1024, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(FileChannel file) throws IOException {
    var buffer = ByteBuffer.allocate(32);
    file.read(buffer, 0);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
  }

  private static Path privateFolder(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var mode = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(path, PosixFilePermissions.asFileAttribute(mode));
      Files.setPosixFilePermissions(path, mode);
    } else {
      Files.createDirectories(path);
    }
    return path;
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** A folder in it, made if it is missing. */
  public Path folder(String name) {
    try {
      return privateFolder(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + root.resolve(name) + " cannot be made", e);
    }
  }

  @Override
  public void close() {
    try {
      if (ephemeral) {
        Files.walkFileTree(root, new Deletion());
      }
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links are removed, never followed; what is gone already is as good as removed. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /** Two processes on one data directory would destroy each other's state. */
  public static final class DataDirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path root, String holder) {
      super(
          "The data directory "
              + root
              + " is in use by process "
              + holder
              + ". Stop it, or start with another --data-dir.");
    }
  }
}
