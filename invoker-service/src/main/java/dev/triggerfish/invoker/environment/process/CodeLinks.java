package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Shows a function's code in a folder that was made before the function was known, by hard links:
 * nothing is copied. The sandbox shows the folder read-only.
 */
final class CodeLinks {

  /** With more it is quicker to build a sandbox around the code. */
  private static final int MOST = 200;

  private CodeLinks() {}

  /**
   * Whether code is small enough for it, and needs nothing that a runtime looks for as it starts:
   * Java takes the libraries of its class path from what is there then.
   */
  static boolean suits(Path code) throws IOException {
    if (holdsLibraries(code.resolve("lib"))) {
      return false;
    }
    try (var files = Files.walk(code)) {
      return files.limit(MOST + 1L).count() <= MOST;
    }
  }

  private static boolean holdsLibraries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      return files.iterator().hasNext();
    }
  }

  /** Links all files below a folder into another one, which is empty. */
  static void link(Path code, Path folder) throws IOException {
    Files.walkFileTree(code, new Linking(code, folder));
  }

  private static final class Linking extends SimpleFileVisitor<Path> {
    private final Path code;
    private final Path folder;

    Linking(Path code, Path folder) {
      this.code = code;
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
        throws IOException {
      if (!from.equals(code)) {
        Files.createDirectory(target(from));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        Files.createSymbolicLink(target(from), Files.readSymbolicLink(from));
      } else {
        Files.createLink(target(from), from);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path from, @Nullable IOException failure)
        throws IOException {
      Files.setPosixFilePermissions(target(from), Files.getPosixFilePermissions(from));
      Files.setLastModifiedTime(target(from), Files.getLastModifiedTime(from));
      return FileVisitResult.CONTINUE;
    }

    private Path target(Path from) {
      return folder.resolve(code.relativize(from));
    }
  }
}
