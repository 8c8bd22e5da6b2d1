package dev.triggerfish.invoker.environment.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {

  /** Above what Linux gives out. */
  private static final String NOBODY = "99999999-0a1b2c3d";

  @TempDir Path place;

  @Test
  void removesWhatKilledPlatformsHaveLeft() throws IOException {
    var left = Files.createDirectories(place.resolve("triggerfish").resolve(NOBODY).resolve("7"));
    var alive = ProcessHandle.current().pid() + "-0a1b2c3d";
    var others = Files.createDirectories(place.resolve("triggerfish").resolve(alive).resolve("7"));
    try (var groups = new Groups(List.of(place))) {
      groups.prepare();
      assertThat(left.getParent()).doesNotExist();
      assertThat(others).exists();
    }
    assertThat(others).exists();
  }

  @Test
  void keepsLeftOversThatAreStillInUse() throws IOException {
    var left = Files.createDirectories(place.resolve("triggerfish").resolve(NOBODY).resolve("7"));
    // A group with processes cannot be removed; nor can a folder with files.
    Files.writeString(left.resolve("cgroup.procs"), "");
    try (var groups = new Groups(List.of(place))) {
      groups.prepare();
      assertThat(left).exists();
    }
  }

  @Test
  void removesGroupsWithTheirEnvironmentsAndTheRestAtTheEnd() throws IOException {
    var groups = new Groups(List.of(place));
    groups.prepare();
    var one = groups.create();
    var two = groups.create();
    groups.remove(one);
    assertThat(one.getFirst()).doesNotExist();
    assertThat(two.getFirst()).exists();
    groups.close();
    assertThat(place).isEmptyDirectory();
  }
}
