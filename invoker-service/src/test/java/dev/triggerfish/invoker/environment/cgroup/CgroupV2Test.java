package dev.triggerfish.invoker.environment.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 on a folder tree that looks like the kernel's; the files do nothing. */
class CgroupV2Test {

  @TempDir Path mount;
  private Path slice;
  private Path own;

  @BeforeEach
  void makeTree() throws IOException {
    group(mount, "");
    slice = group(mount.resolve("app.slice"), "");
    own = group(slice.resolve("terminal.scope"), "");
  }

  private static Path group(Path folder, String handedOn) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("cgroup.procs"), "");
    Files.writeString(folder.resolve("cgroup.controllers"), "cpu memory pids\n");
    Files.writeString(folder.resolve("cgroup.subtree_control"), handedOn);
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Files.writeString(folder.resolve("memory.swap.max"), "max\n");
    Files.writeString(folder.resolve("cpu.max"), "max 100000\n");
    Files.writeString(folder.resolve("memory.current"), "0\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 0\nfile 0\nshmem 0\n");
    Files.writeString(folder.resolve("memory.events"), "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n");
    return folder;
  }

  @Test
  void looksForGroupBesideItsOwn() throws IOException {
    assertThat(Delegation.find(mount, own)).isEqualTo(slice);
    assertThat(slice.resolve("cgroup.subtree_control")).hasContent("+cpu");
    Files.writeString(slice.resolve("cgroup.subtree_control"), "cpu memory");
    assertThat(Delegation.find(mount, own)).isEqualTo(slice);
    assertThat(slice.resolve("cgroup.subtree_control")).hasContent("cpu memory");
  }

  @Test
  void usesItsOwnGroupWhereThereIsNoneAbove() throws IOException {
    assertThat(Delegation.find(mount, mount)).isEqualTo(mount);
  }

  @Test
  void usesNothingThatLacksControllers() throws IOException {
    Files.writeString(mount.resolve("cgroup.controllers"), "pids");
    assertThat(Delegation.find(mount, mount)).isNull();
  }

  @Test
  void passesOverGroupsWithoutControlFiles() throws IOException {
    Files.delete(slice.resolve("cgroup.subtree_control"));
    assertThat(Delegation.find(mount, own)).isEqualTo(mount);
  }

  @Test
  void setsLimitsAndReadsWhatIsUsed() throws IOException {
    var environment = open(new ResourceLimits(256, 512));
    var folder = mount.resolve("environment");
    assertThat(folder.resolve("memory.max"))
        .hasContent(Long.toString(new ResourceLimits(256, 512).groupBytes()));
    assertThat(folder.resolve("memory.swap.max")).hasContent("0");
    environment.boost();
    assertThat(folder.resolve("cpu.max")).hasContent("max 20000");
    environment.settle();
    assertThat(folder.resolve("cpu.max")).hasContent("2894 20000");
  }

  @Test
  void countsProcessesMemoryAndNotFiles() throws IOException {
    var environment = open(new ResourceLimits(128, 512));
    var folder = mount.resolve("environment");
    Files.writeString(folder.resolve("memory.current"), "500000000\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 30000000\nfile 470000000\n");
    assertThat(environment.exceedsMemory()).isFalse();
    assertThat(environment.peakMemory()).isEqualTo(30_000_000);
    Files.writeString(folder.resolve("memory.stat"), "anon 200000000\nfile 300000000\n");
    assertThat(environment.exceedsMemory()).isTrue();
    Files.writeString(folder.resolve("memory.events"), "oom 3\noom_kill 2\noom_group_kill 0\n");
    assertThat(environment.kernelKills()).isEqualTo(2);
    Files.writeString(folder.resolve("cgroup.procs"), "0\n4194400\n");
    assertThat(environment.processes()).isEqualTo(List.of(4_194_400L));
  }

  @Test
  void refusesKernelsWithoutTheFiles() {
    var nowhere = mount.resolve("nowhere");
    assertThatThrownBy(() -> new CgroupV2(nowhere)).isInstanceOf(IOException.class);
  }

  private EnvironmentResources open(ResourceLimits limits) throws IOException {
    var folder = group(mount.resolve("environment"), "");
    return CgroupV2.environment(new Groups(List.of(mount)), List.of(folder), limits);
  }
}
