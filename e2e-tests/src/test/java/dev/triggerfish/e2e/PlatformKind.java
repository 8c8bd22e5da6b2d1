package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

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
  /** One process; calls between services go through signed bytes. */
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

  private static final Map<PlatformKind, Platform> RUNNING = new EnumMap<>(PlatformKind.class);

  abstract Platform start(Path folder);

  /** The one of this kind, started at first use and ended with the test run. */
  public Platform running() {
    synchronized (RUNNING) {
      return RUNNING.computeIfAbsent(this, PlatformKind::startForAll);
    }
  }

  private static Platform startForAll(PlatformKind kind) {
    try {
      var platform = kind.start(Files.createTempDirectory("triggerfish-e2e-"));
      Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
