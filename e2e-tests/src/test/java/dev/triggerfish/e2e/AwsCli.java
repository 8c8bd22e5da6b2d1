package dev.triggerfish.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** AWS's command line, Debian's where it is installed. */
final class AwsCli {

  private AwsCli() {}

  static boolean installed() {
    return Stream.of(path().split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
  }

  /** A shell in which {@code aws} is that command line. */
  static Shell shell(Path folder) {
    return new Shell(folder)
        .with("PATH", path())
        .with("HOME", folder.toString()) // nobody's profiles
        .with("AWS_PAGER", "");
  }

  private static String path() {
    return "/usr/bin:" + System.getenv("PATH");
  }
}
