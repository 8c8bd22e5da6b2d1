package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;

/**
 * The bootstraps and libraries that runtimes need, as files: unpacked once into a folder that is
 * named by their checksum, so that an update never changes what a running environment reads.
 */
final class RuntimeFiles {

  /**
   * In the folder of Java's files: classes that are on the class path of a runtime started early.
   */
  private static final String EARLY = "java/early";

  private static final String PREPARED_JAVA =
      "/" + PreparedJava.class.getName().replace('.', '/') + ".class";

  private static final String JAVA_CLIENT = "java/lib/aws-lambda-java-runtime-interface-client.jar";

  private static final List<String> FILES =
      List.of(
          "sandbox.sh",
          "etc/passwd",
          "etc/group",
          "python/bootstrap.py",
          "python/prepared.py",
          "nodejs/bootstrap.mjs",
          "nodejs/prepared.mjs",
          "provided/README",
          JAVA_CLIENT,
          "java/lib/aws-lambda-java-core.jar",
          "java/lib/aws-lambda-java-serialization.jar",
          "java/lib/annotations.jar",
          "java/lib/utils-lite.jar",
          EARLY + PREPARED_JAVA);

  private final Path root;

  private RuntimeFiles(Path root) {
    this.root = root;
  }

  /** Unpacks what is not there yet. */
  static RuntimeFiles unpack(Path folder) {
    try {
      var root = folder.resolve(checksum());
      if (!Files.isDirectory(root)) {
        Files.createDirectories(folder);
        var made = Files.createTempDirectory(folder, "unpacking");
        for (var file : FILES) {
          copy(file, made.resolve(file));
        }
        JavaNativeLibrary.unpack(made.resolve(JAVA_CLIENT), made.resolve("java"));
        // Also for the user of the function in a sandbox, who is not the one that runs the
        // platform.
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        move(made, root);
      }
      return new RuntimeFiles(root.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("The runtimes' files could not be unpacked", e);
    }
  }

  /** The folder of a language: what is at {@code /var/runtime}. */
  Path of(String language) {
    return root.resolve(language);
  }

  /** A single file. */
  Path file(String name) {
    return root.resolve(name);
  }

  private static String checksum() throws IOException {
    var digest = Digest.SHA256.begin();
    for (var file : FILES) {
      try (var in = open(file)) {
        digest.update(in.readAllBytes());
      }
    }
    digest.update(String.valueOf(JavaNativeLibrary.entry()).getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void copy(String file, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (var in = open(file)) {
      Files.copy(in, to);
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static void move(Path made, Path root) throws IOException {
    try {
      Files.move(made, root, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another process unpacked the same files at the same time; theirs will do.
      return;
    }
  }

  private static InputStream open(String file) throws IOException {
    var resource = file.startsWith(EARLY) ? file.substring(EARLY.length()) : "/runtimes/" + file;
    var in = RuntimeFiles.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("The runtimes' file " + file + " is not in this build");
    }
    return in;
  }
}
