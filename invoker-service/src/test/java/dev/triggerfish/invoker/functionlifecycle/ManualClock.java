package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Platform time that stands still until a test moves it; tasks run on the test's thread. */
final class ManualClock implements PlatformClock {

  private final List<Due> tasks = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private record Due(Instant at, Runnable task) implements Task {
    @Override
    public void cancel() {}
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), task);
    tasks.add(due);
    return due;
  }

  /** What was scheduled dies with the process that scheduled it. */
  void forgetTasks() {
    tasks.clear();
  }

  void advance(Duration by) {
    now = now.plus(by);
    var due = tasks.stream().filter(task -> !task.at().isAfter(now)).toList();
    tasks.removeAll(due);
    due.stream().sorted(Comparator.comparing(Due::at)).forEach(each -> each.task().run());
  }
}
