package dev.triggerfish.e2e;

import dev.triggerfish.allinone.TriggerfishApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes that are loaded once for all the platforms that a test run starts: a start then takes
 * little more than half of the processor time. The JDK archives classes from jars alone, so this is
 * for {@code ./mvnw verify}, in which the services are packaged; otherwise platforms start slower.
 */
final class ClassArchive {

  /** This module's own classes, which no platform needs. */
  private static final Path OWN = Path.of("target").toAbsolutePath();

  private static final List<String> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty() && !Path.of(entry).startsWith(OWN))
          .toList();

  private static final Duration WRITING = Duration.ofMinutes(2);

  private ClassArchive() {}

  /** What a JVM needs to know to find the classes, in the archive or without it. */
  static List<String> options() {
    return Made.OPTIONS;
  }

  /** Made at the first start. */
  private static final class Made {

    private static final List<String> OPTIONS = make();

    private static List<String> make() {
      var options = new ArrayList<String>();
      if (CLASS_PATH.stream().noneMatch(entry -> Files.isDirectory(Path.of(entry)))) {
        options.addAll(List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds=off"));
      }
      options.addAll(classPath());
      return options;
    }

    private static List<String> classPath() {
      return List.of("-cp", String.join(File.pathSeparator, CLASS_PATH));
    }

    private static Path archive() {
      try {
        var folder = TestRun.folder("classes");
        var archive = OWN.resolve("platform.jsa");
        Files.deleteIfExists(archive);
        var options = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + archive));
        options.addAll(List.of("-Xlog:cds=off", "-Xlog:aot=off"));
        options.addAll(classPath());
        try (var process =
            JavaProcess.start(
                "classes",
                options,
                TriggerfishApplication.class.getName(),
                folder,
                List.of(
                    "--server.port=" + JavaProcess.freePort(),
                    "--triggerfish.storage.data-dir=" + folder))) {
          process.awaitLine("Triggerfish is ready.*");
          process.end(WRITING);
        }
        return archive;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
