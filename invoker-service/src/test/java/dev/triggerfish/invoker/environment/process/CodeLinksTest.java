package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeLinksTest {

  @TempDir Path folder;
  private Path code;
  private Path shown;

  @BeforeEach
  void makeFolders() throws IOException {
    code = Files.createDirectories(folder.resolve("code"));
    shown = Files.createDirectories(folder.resolve("shown"));
  }

  @Test
  void showsFilesFoldersLinksAndTheirRights() throws IOException {
    var below = Files.createDirectories(code.resolve("a/b"));
    var program = Files.writeString(below.resolve("bootstrap"), "#!/bin/sh");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(code.resolve("link"), Path.of("a/b/bootstrap"));
    Files.createDirectory(code.resolve("empty"));

    CodeLinks.link(code, shown);

    assertThat(shown.resolve("a/b/bootstrap")).hasContent("#!/bin/sh").isExecutable();
    assertThat(Files.readSymbolicLink(shown.resolve("link"))).hasToString("a/b/bootstrap");
    assertThat(shown.resolve("empty")).isEmptyDirectory();
    assertThat(Files.getLastModifiedTime(shown.resolve("a")))
        .isEqualTo(Files.getLastModifiedTime(code.resolve("a")));
  }

  @Test
  void leavesTheCodeWhereItIsWhenTheFolderGoes() throws IOException {
    Files.writeString(code.resolve("index.py"), "x");
    CodeLinks.link(code, shown);
    new ScratchFolder(shown).delete();
    assertThat(shown).doesNotExist();
    assertThat(code.resolve("index.py")).hasContent("x");
  }

  @Test
  void suitsOnlyFewFiles() throws IOException {
    assertThat(CodeLinks.suits(code)).isTrue();
    for (var number = 0; number < 200; number++) {
      Files.writeString(code.resolve("file" + number), "");
    }
    assertThat(CodeLinks.suits(code)).isFalse();
  }

  @Test
  void suitsNoLibrariesThatJavaLooksForAsItStarts() throws IOException {
    Files.writeString(Files.createDirectories(code.resolve("lib")).resolve("notes.txt"), "");
    assertThat(CodeLinks.suits(code)).isTrue();
    Files.writeString(code.resolve("lib/sdk.jar"), "");
    assertThat(CodeLinks.suits(code)).isFalse();
  }
}
