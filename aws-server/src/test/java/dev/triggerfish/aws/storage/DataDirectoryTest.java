package dev.triggerfish.aws.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.storage.DataDirectory.DataDirectoryInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path temp;

  @Test
  void isForItsOwnerAlone() throws IOException {
    try (var directory = DataDirectory.open(temp.resolve("data"))) {
      var folder = directory.folder("iam");

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void saysWhoHoldsIt() {
    try (var first = DataDirectory.open(temp)) {
      assertThatThrownBy(() -> DataDirectory.open(temp))
          .isInstanceOf(DataDirectoryInUseException.class)
          .hasMessageContaining(first.root().toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void canBeOpenedAgainOnceClosed() {
    DataDirectory.open(temp).close();

    DataDirectory.open(temp).close();
  }

  @Test
  void keepsNothingOfAnEphemeralOne() throws IOException {
    var path = Files.createDirectory(temp.resolve("ephemeral"));
    Files.createFile(path.resolve("triggerfish.log"));
    try (var directory = DataDirectory.openEphemeral(path)) {
      Files.createFile(directory.folder("iam").resolve("database"));
    }

    assertThat(path).doesNotExist();
  }

  @Test
  void doesNotTakeSomebodysFilesForEphemeral() throws IOException {
    var diary = Files.writeString(temp.resolve("diary"), "Dear diary");

    assertThatThrownBy(() -> DataDirectory.openEphemeral(temp))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not empty");
    assertThat(diary).hasContent("Dear diary");
  }
}
