package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What a test run starts for all of its tests, ended and removed with it however it ends. */
final class TestRun {

  private static final Queue<Platform> PLATFORMS = new ConcurrentLinkedQueue<>();
  private static final Path FOLDER = create();

  private TestRun() {}

  private static Path create() {
    try {
      var folder = Files.createTempDirectory("triggerfish-e2e-");
      Runtime.getRuntime().addShutdownHook(new Thread(TestRun::end, "end of the test run"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new folder, whose name begins with this. */
  static Path folder(String name) {
    try {
      return Files.createTempDirectory(FOLDER, name.toLowerCase(Locale.ROOT) + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a platform end with the run. */
  static <P extends Platform> P ending(P platform) {
    PLATFORMS.add(platform);
    return platform;
  }

  /** All at once: nobody waits long for a shutdown hook. */
  private static void end() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PLATFORMS.forEach(platform -> threads.execute(platform::close));
    }
    try {
      Files.walkFileTree(FOLDER, new Removal());
    } catch (IOException e) {
      System.err.println("Cannot remove " + FOLDER + ": " + e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
