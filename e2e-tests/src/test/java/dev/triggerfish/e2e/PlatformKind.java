package dev.triggerfish.e2e;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ways in which the same code is wired. Each is started once for all scenarios of the test run:
 * scenarios share it like users share a cloud, and so name their resources after themselves.
 */
public enum PlatformKind {
  /** One process; calls between services are calls of methods. */
  ALL_IN_ONE {
    @Override
    Platform start(Path folder) {
      return AllInOne.start(folder);
    }
  },
  /**
   * One process; calls between services go through signed bytes. Five processes send the same
   * bytes: this is for one scenario of each kind of call between services, and no more.
   */
  ALL_IN_ONE_BYTES {
    @Override
    Platform start(Path folder) {
      return AllInOne.start(folder, ServiceKeys.carryingBytes());
    }
  },
  /** Five processes and one Kafka. */
  FIVE_PROCESSES {
    @Override
    Platform start(Path folder) {
      return FiveProcesses.start(folder);
    }
  };

  /**
   * The resource that all shared platforms' clocks are to JUnit: whoever moves one writes it,
   * whoever relies on nobody moving them reads it.
   */
  public static final String CLOCK = "clock";

  private static final Map<PlatformKind, Platform> RUNNING = new ConcurrentHashMap<>();

  abstract Platform start(Path folder);

  /** The one of this kind, started at first use and ended with the test run. */
  public Platform running() {
    return RUNNING.computeIfAbsent(
        this, kind -> TestRun.ending(kind.start(TestRun.folder(kind.name()))));
  }
}
