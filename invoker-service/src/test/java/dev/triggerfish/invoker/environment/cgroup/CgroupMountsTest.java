package dev.triggerfish.invoker.environment.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupMountsTest {

  private static final List<String> BOTH =
      List.of(
          "25 1 0:22 / /proc rw - proc proc rw",
          "30 25 0:26 / /sys/fs/cgroup/unified rw,nosuid shared:9 - cgroup2 cgroup2 rw",
          "31 25 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
          "32 25 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory");

  @Test
  void findsTheHierarchiesOfVersionOne() {
    var mounts = new CgroupMounts(BOTH, List.of("4:memory:/a", "0::/b"));
    assertThat(mounts.versionOne("memory")).isEqualTo(Path.of("/sys/fs/cgroup/memory"));
    assertThat(mounts.versionOne("cpu")).isEqualTo(Path.of("/sys/fs/cgroup/cpu,cpuacct"));
    assertThat(mounts.versionOne("pids")).isNull();
  }

  @Test
  void findsTheOwnGroupOfVersionTwo() {
    var mounts =
        new CgroupMounts(
            List.of("30 25 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate"),
            List.of("0::/user.slice/user-1000.slice/x.scope"));
    assertThat(mounts.versionTwo()).isEqualTo(Path.of("/sys/fs/cgroup"));
    assertThat(mounts.own())
        .isEqualTo(Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/x.scope"));
    assertThat(mounts.versionOne("memory")).isNull();
  }

  @Test
  void findsTheOwnGroupWhereOnlyPartOfTheHierarchyIsMounted() {
    var mounts =
        new CgroupMounts(
            List.of("30 25 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw"),
            List.of("0::/docker/abc/below"));
    assertThat(mounts.own()).isEqualTo(Path.of("/sys/fs/cgroup/below"));
  }

  @Test
  void findsTheRootOfContainersGroups() {
    var mounts =
        new CgroupMounts(
            List.of("30 25 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw"), List.of("0::/"));
    assertThat(mounts.own()).isEqualTo(Path.of("/sys/fs/cgroup"));
  }

  @Test
  void seesNoGroupOutsideOfItsNamespace() {
    var mounts =
        new CgroupMounts(
            List.of("30 25 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw"), List.of("0::/../other"));
    assertThat(mounts.own()).isNull();
  }
}
