package dev.triggerfish.invoker.environment.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class IdentityGroupsTest {

  private static final ResourceLimits LIMITS = new ResourceLimits(128, 512);

  @Test
  void eachEnvironmentHasAGroupOfItsOwnThatLimitsNothing() throws Exception {
    try (var control = new IdentityGroups(new NoControl("not limited"), place());
        var one = control.open(LIMITS);
        var other = control.open(LIMITS)) {
      assertThat(one.group()).isNotNull().isNotEqualTo(other.group());
      assertThat(one.entrances()).singleElement().satisfies(file -> assertThat(file).isWritable());
      assertThat(control.report().complete()).isFalse();
    }
  }

  /** Else a function's socket, made in a group below its own, would not be known for its. */
  @Test
  void noGroupCanBeMadeBelowAnEnvironments() throws Exception {
    try (var control = new IdentityGroups(new NoControl("not limited"), place());
        var environment = control.open(LIMITS)) {
      var folder = environment.entrances().getFirst().resolveSibling("below");
      assertThatIOException().isThrownBy(() -> Files.createDirectory(folder));
    }
  }

  private static Path place() throws Exception {
    var mounts = CgroupMounts.ofThisProcess();
    var mount = mounts.versionTwo();
    var own = mounts.own();
    assumeThat(mount).as("version 2 is mounted").isNotNull();
    assumeThat(own).as("this process's group is to be seen").isNotNull();
    var places = mount == null || own == null ? List.<Path>of() : IdentityGroups.places(mount, own);
    assumeThat(places).as("groups can be made").isNotEmpty();
    return places.getFirst();
  }
}
