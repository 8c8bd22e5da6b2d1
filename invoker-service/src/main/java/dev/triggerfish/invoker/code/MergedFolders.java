package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folders in which several packages lie on top of each other, beside the packages: {@code
 * <name>.merged}, and {@code <name>.parts} with the packages' names, which is there first. Their
 * names follow from their parts, so that functions with the same layers share one.
 */
final class MergedFolders {

  private static final String FOLDER = ".merged";
  private static final String PARTS = ".parts";

  private final Path root;

  MergedFolders(Path root) {
    this.root = root;
  }

  /** Where packages lie merged, once they do. */
  Path folder(List<String> parts) {
    return root.resolve(name(parts) + FOLDER);
  }

  /** Merges folders aside; {@link #place} makes the result known. */
  static void merge(List<Path> folders, Path aside) throws IOException {
    Files.createDirectories(aside);
    var merge = new FolderMerge(aside);
    for (var folder : folders) {
      merge.add(folder);
    }
  }

  void place(Path aside, List<String> parts) throws IOException {
    Files.write(root.resolve(name(parts) + PARTS), parts);
    CodeStore.moveUnlessThere(aside, folder(parts));
  }

  /** Moves what a package is a part of aside, since it is to be removed. */
  void removeAllOf(String part, Path aside) throws IOException {
    Files.createDirectories(aside);
    try (var files = Files.newDirectoryStream(root, "*" + PARTS)) {
      for (var file : files) {
        if (Files.readAllLines(file).contains(part)) {
          var parts = file.getFileName().toString();
          var name = parts.substring(0, parts.length() - PARTS.length());
          var folder = root.resolve(name + FOLDER);
          if (Files.isDirectory(folder)) {
            Files.move(folder, aside.resolve(name));
          }
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String name(List<String> parts) {
    return Digest.SHA256.hex(String.join("\n", parts));
  }
}
