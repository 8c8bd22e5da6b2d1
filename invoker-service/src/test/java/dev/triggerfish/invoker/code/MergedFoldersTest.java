package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.content.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several packages in one folder. */
class MergedFoldersTest {

  private final Set<String> used = new HashSet<>();
  private CodeStore store;
  private Path root;

  @BeforeEach
  void aStore(@TempDir Path folder) {
    root = folder.resolve("code");
    store = new CodeStore(root, CodeLimits.LAMBDA, used::contains);
  }

  private String kept(Zips zip) {
    try (var code = store.stage(zip.build())) {
      code.keep();
      return code.sha256();
    }
  }

  private static Map<String, String> content(Path folder) throws IOException {
    var content = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  @Test
  void laterFilesWinAndFoldersAreShared() throws IOException {
    var first = kept(new Zips().file("lib/a", "1").file("lib/b", "1"));
    var second = kept(new Zips().file("lib/b", "2").file("lib/c", "2"));

    assertThat(content(store.merged(List.of(first, second))))
        .isEqualTo(Map.of("lib/a", "1", "lib/b", "2", "lib/c", "2"));
    assertThat(content(store.merged(List.of(second, first))))
        .isEqualTo(Map.of("lib/a", "1", "lib/b", "1", "lib/c", "2"));
    assertThat(content(store.folder(first))).isEqualTo(Map.of("lib/a", "1", "lib/b", "1"));
  }

  @Test
  void aFolderTakesTheFilesPlaceAndTheOtherWayRound() throws IOException {
    var file = kept(new Zips().file("x", "file"));
    var folder = kept(new Zips().file("x/y", "in folder"));

    assertThat(content(store.merged(List.of(file, folder)))).isEqualTo(Map.of("x/y", "in folder"));
    assertThat(content(store.merged(List.of(folder, file)))).isEqualTo(Map.of("x", "file"));
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    var link = kept(new Zips().file("real/file", "untouched").link("x", "real"));
    var folder = kept(new Zips().file("x/file", "new"));

    var merged = store.merged(List.of(link, folder));

    assertThat(content(merged)).isEqualTo(Map.of("real/file", "untouched", "x/file", "new"));
    assertThat(content(store.folder(link))).containsEntry("real/file", "untouched");
  }

  @Test
  void linksAndExecuteBitsStayWhatTheyAre() throws IOException {
    var first = kept(new Zips().executable("bin/tool", "#!").file("lib/v1", "x"));
    var second = kept(new Zips().link("lib/v", "v1"));

    var merged = store.merged(List.of(first, second));

    assertThat(merged.resolve("bin/tool")).isExecutable();
    assertThat(Files.readSymbolicLink(merged.resolve("lib/v"))).isEqualTo(Path.of("v1"));
  }

  @Test
  void onePackageNeedsNoMerging() {
    var only = kept(new Zips().file("a", "1"));

    assertThat(store.merged(List.of(only))).isEqualTo(store.folder(only)).isDirectory();
  }

  @Test
  void whatIsLostIsMadeAgain() throws IOException {
    var parts = List.of(kept(new Zips().file("a", "1")), kept(new Zips().file("b", "2")));
    var merged = store.merged(parts);
    FileTrees.delete(merged);
    parts.forEach(part -> deleteFolder(store.folder(part)));

    assertThat(content(store.merged(parts))).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(store.mergedFolder(parts)).isEqualTo(merged);
  }

  private static void deleteFolder(Path folder) {
    try {
      FileTrees.delete(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMergedFolderGoesWithItsParts() throws IOException {
    var a = kept(new Zips().file("a", "1"));
    var b = kept(new Zips().file("b", "2"));
    var c = kept(new Zips().file("c", "3"));
    var withA = store.merged(List.of(a, b));
    var withoutA = store.merged(List.of(c, b));

    store.zips().removeUnneeded(a);

    assertThat(withA).doesNotExist();
    assertThat(withoutA).isDirectory();
    assertThat(store.zips().names()).containsExactlyInAnyOrder(b, c);
    try (var left = Files.list(root)) {
      // Two packages' folders, one merged folder and its parts, and the zips.
      assertThat(left).hasSize(5);
    }
    assertThat(root.resolve("zips/arriving")).isEmptyDirectory();
  }
}
