package dev.triggerfish.invoker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StartGateTest {

  private final Queue<Runnable> timers = new ArrayDeque<>();
  private volatile boolean busy;
  private final StartGate gate = new StartGate(1, this::later, () -> busy);

  private void later(Duration delay, Runnable task) {
    assertThat(delay).isEqualTo(StartGate.USUAL);
    timers.add(task);
  }

  /** As many looks as fit into a time. */
  private void pass(Duration time) {
    for (var looks = time.dividedBy(StartGate.USUAL); looks > 0; looks--) {
      var task = timers.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  private CompletableFuture<StartGate.Pass> waiting() throws InterruptedException {
    var entered = new CompletableFuture<StartGate.Pass>();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    entered.complete(gate.enter());
                  } catch (InterruptedException e) {
                    entered.completeExceptionally(e);
                  }
                });
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return entered;
  }

  @Test
  void letsTheNextInWhenAStartIsOver() throws Exception {
    var first = gate.enter();
    var second = waiting();
    assertThat(second).isNotDone();

    first.close();

    second.join().close();
  }

  @Test
  void letsTheNextInBesideAStartThatTakesLongerThanUsual() throws Exception {
    gate.enter();
    var second = waiting();

    pass(StartGate.USUAL);

    second.join();
  }

  @Test
  void letsNobodyInWhileAllProcessorsAreTaken() throws Exception {
    busy = true;
    gate.enter();
    var second = waiting();

    pass(StartGate.LONGEST.minus(StartGate.USUAL));
    assertThat(second).isNotDone();
    busy = false;
    pass(StartGate.USUAL);

    second.join();
  }

  @Test
  void letsTheNextInInTheEnd() throws Exception {
    busy = true;
    gate.enter();
    var second = waiting();

    pass(StartGate.LONGEST);

    second.join();
  }

  /** A place that is given back by the clock and by the start itself is one place. */
  @Test
  void aPlaceIsGivenBackOnce() throws Exception {
    var first = gate.enter();
    pass(StartGate.USUAL);
    first.close();

    gate.enter();
    assertThat(waiting()).isNotDone();
  }
}
