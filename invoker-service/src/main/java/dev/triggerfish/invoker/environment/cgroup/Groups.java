package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of this process's groups: {@code triggerfish/<process>-<random>/<environment>} below
 * each place that was given. A group can be removed when the last process in it is gone, which is a
 * moment after it was killed.
 */
final class Groups implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
  private static final String ALL = "triggerfish";
  private static final int ATTEMPTS = 300;
  private static final long BETWEEN_MILLIS = 10;
  private static final long PATIENCE_SECONDS = 3;

  private final List<Path> places;
  private final String name;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentHashMap<String, CompletableFuture<Void>> removals =
      new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor remover =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("environment-cgroups").factory());

  /**
   * Groups.
   *
   * @param places folders below which they may be made, one for each hierarchy
   */
  Groups(List<Path> places) {
    this.places = places;
    this.name = ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Makes the folders that hold all groups of this process, after removing left-overs. */
  void prepare() throws IOException {
    for (var place : places) {
      Files.createDirectories(place.resolve(ALL));
      removeLeftOvers(place.resolve(ALL));
      Files.createDirectories(own(place));
    }
  }

  /** The folder of all of this platform's groups in a place. */
  Path own(Path place) {
    return place.resolve(ALL).resolve(name);
  }

  /** The folder above those of all platforms. */
  static Path all(Path place) {
    return place.resolve(ALL);
  }

  /** How a new group becomes an environment's. */
  @FunctionalInterface
  interface Setup {

    EnvironmentResources apply(Groups groups, List<Path> folders, ResourceLimits limits)
        throws IOException;
  }

  /** Makes a group and sets it up; if that fails, there is none. */
  EnvironmentResources open(ResourceLimits limits, Setup setup) throws IOException {
    var folders = create();
    try {
      return setup.apply(this, folders, limits);
    } catch (IOException e) {
      remove(folders);
      throw e;
    }
  }

  /** Makes a group, as a folder in each place. */
  List<Path> create() throws IOException {
    var number = Long.toString(numbers.incrementAndGet());
    var made = places.stream().map(place -> own(place).resolve(number)).toList();
    for (var folder : made) {
      Files.createDirectory(folder);
    }
    return made;
  }

  /** Kills what is in a group, and removes it as soon as that is gone. */
  void remove(List<Path> folders) {
    for (var folder : folders) {
      ControlFiles.processes(folder)
          .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
    var key = folders.toString();
    var done = new CompletableFuture<Void>();
    removals.put(key, done);
    var _ = done.whenComplete((nothing, failure) -> removals.remove(key));
    attempt(folders, done, ATTEMPTS);
  }

  private void attempt(List<Path> folders, CompletableFuture<Void> done, int left) {
    if (folders.stream().map(Groups::removed).reduce(true, Boolean::logicalAnd)) {
      done.complete(null);
    } else if (left == 0) {
      LOG.warn("The control groups {} could not be removed", folders);
      done.complete(null);
    } else {
      attemptLater(folders, done, left - 1);
    }
  }

  private void attemptLater(List<Path> folders, CompletableFuture<Void> done, int left) {
    try {
      var _ =
          remover.schedule(
              () -> attempt(folders, done, left), BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The platform has ended: the next start removes {}", folders, e);
      done.complete(null);
    }
  }

  /** Removes what a platform that was killed has left; what still has processes stays. */
  private static void removeLeftOvers(Path all) throws IOException {
    for (var platform : children(all)) {
      var owner = platform.getFileName().toString().split("-", 2)[0];
      if (owner.chars().allMatch(Character::isDigit)
          && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
        children(platform).forEach(Groups::removed);
        LOG.debug("Left over from a platform that was killed: {}, {}", platform, removed(platform));
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (var found = Files.newDirectoryStream(folder, Files::isDirectory)) {
      var all = new ArrayList<Path>();
      found.forEach(all::add);
      return all;
    } catch (NoSuchFileException | DirectoryIteratorException e) {
      return List.of();
    }
  }

  private static boolean removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      LOG.trace("{} cannot be removed yet", folder, e);
      return false;
    }
  }

  @Override
  public void close() {
    try {
      // Also those of environments that are still being closed.
      for (var place : places) {
        children(own(place)).forEach(folder -> remove(List.of(folder)));
      }
      CompletableFuture.allOf(removals.values().toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("Some control groups are left: the next start removes them", e);
    }
    remover.shutdownNow();
    for (var place : places) {
      removed(own(place));
      // Fails while another platform has groups there, as it should.
      removed(place.resolve(ALL));
    }
  }
}
