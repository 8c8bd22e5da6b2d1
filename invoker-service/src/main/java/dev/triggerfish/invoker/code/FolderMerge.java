package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.content.FileTrees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Puts folders on top of each other in a new one, later ones over earlier ones. Files are linked
 * where the file system can, for they never change; symbolic links stay what they are, and nothing
 * is written through them.
 */
final class FolderMerge {

  private final Path target;

  FolderMerge(Path target) {
    this.target = target;
  }

  /** Adds a folder's content. */
  void add(Path folder) throws IOException {
    Files.walkFileTree(folder, new Visitor(folder));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path folder;

    Visitor(Path folder) {
      this.folder = folder;
    }

    private Path place(Path path) {
      return target.resolve(folder.relativize(path).toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      var place = place(path);
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(place);
        Files.createDirectory(place);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      var place = place(path);
      FileTrees.delete(place);
      if (attributes.isSymbolicLink()) {
        Files.createSymbolicLink(place, Files.readSymbolicLink(path));
      } else {
        link(path, place);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static void link(Path file, Path place) throws IOException {
    try {
      Files.createLink(place, file);
    } catch (UnsupportedOperationException | IOException e) {
      // No links here, or too many of this file.
      Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
