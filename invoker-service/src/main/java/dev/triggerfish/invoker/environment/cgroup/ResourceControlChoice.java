package dev.triggerfish.invoker.environment.cgroup;

import dev.triggerfish.invoker.environment.cgroup.ResourceProperties.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, by trying, how this machine limits memory and processor time. */
final class ResourceControlChoice {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceControlChoice.class);
  private static final int TRIAL_SECONDS = 10;

  private ResourceControlChoice() {}

  static ResourceControl choose(Limits limits) {
    if (limits == Limits.OFF) {
      return new NoControl("not limited, as triggerfish.sandbox.limits=off says");
    }
    if (!Files.exists(Path.of("/proc/self/mountinfo"))) {
      return told(new NoControl("not limited: this system has no cgroups"));
    }
    if (limits == Limits.WATCH) {
      return new WatchedProcesses("cgroups are not used, as triggerfish.sandbox.limits says", null);
    }
    try {
      var mounts = CgroupMounts.ofThisProcess();
      return identified(choose(mounts), mounts);
    } catch (IOException e) {
      LOG.debug("The mounts of this process cannot be read", e);
      return told(watched(null));
    }
  }

  static ResourceControl choose(CgroupMounts mounts) {
    var memory = mounts.versionOne("memory");
    var cpu = mounts.versionOne("cpu");
    if (memory != null && cpu != null) {
      var found = tried(() -> new CgroupV1(memory, cpu));
      return found != null ? found : told(watched(remedyOfOne(memory, cpu)));
    }
    var mount = mounts.versionTwo();
    var own = mounts.own();
    if (mount != null && own != null) {
      var place = Delegation.find(mount, own);
      var found = place == null ? null : tried(() -> new CgroupV2(place));
      return found != null ? found : told(watched(remedyOfTwo()));
    }
    return told(watched(null));
  }

  /** With a group of version 2 for each environment, if this machine lets them be made. */
  private static ResourceControl identified(ResourceControl chosen, CgroupMounts mounts)
      throws IOException {
    var mount = mounts.versionTwo();
    var own = mounts.own();
    if (mount == null || own == null || chosen instanceof CgroupV2) {
      return chosen;
    }
    for (var place : IdentityGroups.places(mount, own)) {
      var trial = tried(() -> new IdentityGroups(new NoControl("not limited by these"), place));
      if (trial != null) {
        trial.close();
        return new IdentityGroups(chosen, place);
      }
    }
    return chosen;
  }

  private static ResourceControl watched(@Nullable String remedy) {
    return new WatchedProcesses("cgroups cannot be written to", remedy);
  }

  private static ResourceControl told(ResourceControl control) {
    var report = control.report();
    LOG.warn(
        "{}{}",
        Character.toUpperCase(report.detail().charAt(0)) + report.detail().substring(1),
        report.remedy() == null ? "" : "; to limit them: " + report.remedy());
    return control;
  }

  private static @Nullable ResourceControl tried(Making making) {
    try {
      var control = making.make();
      try (var environment = control.open(new ResourceLimits(128, 512))) {
        environment.settle();
        if (enters(environment)) {
          return control;
        }
      }
      control.close();
    } catch (IOException e) {
      LOG.debug("Control groups cannot be used", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static boolean enters(EnvironmentResources environment)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(Entrance.command(environment.entrances(), List.of("true")));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    if (!process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    LOG.debug("Entering a control group: exit status {}", process.exitValue());
    return process.exitValue() == 0;
  }

  /** Groups made by root and given to the user. */
  private static String remedyOfOne(Path memory, Path cpu) {
    var folders = Groups.all(memory) + " " + Groups.all(cpu);
    return "sudo mkdir -p " + folders + " && sudo chown -R $(id -u) " + folders;
  }

  private static @Nullable String remedyOfTwo() {
    return Files.isDirectory(Path.of("/run/systemd/system"))
        ? "systemd-run --user --scope -p Delegate=yes ./triggerfish start"
        : null;
  }

  /** Makes a control. */
  private interface Making {
    ResourceControl make() throws IOException;
  }
}
