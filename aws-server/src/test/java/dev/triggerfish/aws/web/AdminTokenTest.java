package dev.triggerfish.aws.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {

  @TempDir private Path folder;

  @Test
  void staysTheSameAndIsItsOwnersAlone() throws Exception {
    var token = AdminToken.in(folder);

    assertThat(token).matches("[0-9a-f]{48}");
    assertThat(AdminToken.in(folder)).isEqualTo(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  /** Such as a full disk leaves behind. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void replacesOneThatIsEmpty(String left) throws Exception {
    Files.writeString(file(), left);

    assertThat(AdminToken.in(folder)).matches("[0-9a-f]{48}");
  }

  private Path file() {
    return folder.resolve("admin.token");
  }
}
