package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The native part of AWS's runtime interface client for Java. By itself the client unpacks it to
 * one fixed path in {@code /tmp}; where environments share that folder, each that starts would
 * write over the library that the others have mapped.
 */
final class JavaNativeLibrary {

  /** Folder of the library among Java's runtime files. */
  private static final String FOLDER = "jni/";

  private JavaNativeLibrary() {}

  /** The option that makes the client load the unpacked library; empty if there is none. */
  static String option(String runtimeFolder) {
    var entry = entry();
    return entry == null
        ? ""
        : "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + runtimeFolder
            + "/"
            + entry;
  }

  /** Unpacks it from the client's jar into the folder of Java's runtime files. */
  static void unpack(Path jar, Path runtimeFolder) throws IOException {
    var name = entry();
    if (name == null) {
      return;
    }
    try (var zip = new ZipFile(jar.toFile())) {
      var entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(jar + " has no " + name);
      }
      Files.createDirectories(runtimeFolder.resolve(FOLDER));
      try (var in = zip.getInputStream(entry)) {
        Files.copy(in, runtimeFolder.resolve(name));
      }
      Files.setPosixFilePermissions(
          runtimeFolder.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** Its name in the jar, for this system; null if the client has none for it. */
  static @Nullable String entry() {
    var processor =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch_64";
          default -> null;
        };
    if (processor == null || !System.getProperty("os.name", "").equals("Linux")) {
      return null;
    }
    return FOLDER + "libaws-lambda-jni." + (musl() ? "linux_musl-" : "linux-") + processor + ".so";
  }

  /** Whether processes here run on musl instead of glibc, as this one does. */
  private static boolean musl() {
    try {
      return Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)
          .contains("/ld-musl-");
    } catch (IOException e) {
      return false;
    }
  }
}
