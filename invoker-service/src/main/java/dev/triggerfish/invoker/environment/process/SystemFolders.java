package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of the host's system that functions may see. Nothing of anybody's data is among them.
 */
final class SystemFolders {

  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "gai.conf",
          "host.conf",
          "hosts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "mime.types",
          "nsswitch.conf",
          "os-release",
          "pki",
          "protocols",
          "resolv.conf",
          "services",
          "ssl",
          "timezone");

  /**
   * Parts of {@code /proc} by which the host's root may change the host: where the platform runs as
   * root, so do functions as far as the kernel's file permissions are concerned.
   */
  private static final List<String> PROC =
      List.of(
          "acpi",
          "asound",
          "bus",
          "driver",
          "fs",
          "irq",
          "mtrr",
          "pressure",
          "scsi",
          "sys",
          "sysrq-trigger");

  private SystemFolders() {}

  /** Entries of {@code /proc} that have to be read-only. */
  static List<Path> proc() {
    return PROC.stream().map(name -> Path.of("/proc", name)).filter(Files::exists).toList();
  }

  /** Top-level folders besides {@code /usr}: links into it, or folders of their own. */
  static List<Path> top() {
    var found = new ArrayList<Path>();
    for (var name : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")) {
      var path = Path.of(name);
      if (Files.exists(path)) {
        found.add(path);
      }
    }
    return found;
  }

  /** Entries of {@code /etc}. */
  static List<Path> etc() {
    var found = new ArrayList<Path>();
    for (var name : ETC) {
      var path = Path.of("/etc", name);
      if (Files.exists(path)) {
        found.add(path);
      }
    }
    try (var configurations = Files.newDirectoryStream(Path.of("/etc"), "java-*-openjdk")) {
      configurations.forEach(found::add);
    } catch (IOException e) {
      // No OpenJDK packages then: only they keep their configuration there.
      return found;
    }
    return found;
  }
}
