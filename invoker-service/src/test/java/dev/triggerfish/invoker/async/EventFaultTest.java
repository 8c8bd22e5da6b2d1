package dev.triggerfish.invoker.async;

import static dev.triggerfish.invoker.async.QueueFixture.config;
import static dev.triggerfish.invoker.async.QueueFixture.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.delivery.ByteShares;
import dev.triggerfish.delivery.Outcome;
import dev.triggerfish.delivery.Worker;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the platform's own faults do to events, and what it does if there are too many of them. */
@OnEachDatabase("invoker")
class EventFaultTest {

  private static final String ON_FAILURE =
      "arn:aws:lambda:us-east-1:000000000000:function:on-failure";

  private static final String ON_SUCCESS =
      "arn:aws:lambda:us-east-1:000000000000:function:on-success";

  private static final int TOLD_AT_ONCE = 64;

  private final QueueFixture queue;

  EventFaultTest(TestDatabase database) {
    queue = new QueueFixture(database);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  /** A function with which the platform breaks if the payload says so. */
  private static Function<Invocation, InvocationOutcome> breaksIf(String payload) {
    return invocation -> {
      if (new String(invocation.payload(), StandardCharsets.UTF_8).equals(payload)) {
        throw new IllegalStateException("a fault of ours");
      }
      return succeeded("null");
    };
  }

  private AsyncEvent event(String payload) {
    return queue.event("fn", "Root=1", QueueFixture.bytes(payload));
  }

  @Test
  void anEventThatBreaksThePlatformHoldsUpNoOtherOfItsFunction() {
    queue.function = breaksIf("\"bad\"");
    var dispatcher = queue.start("a");

    dispatcher.take(List.of(event("\"bad\"")));
    dispatcher.take(IntStream.range(0, 50).mapToObj(i -> event(Integer.toString(i))).toList());

    await().until(() -> queue.rows() == 1);
    assertThat(queue.invocations).hasSize(51);
  }

  @Test
  void itIsTriedAgainLessAndLessOften() {
    queue.function = breaksIf("{}");
    var event = event("{}");
    queue.start("a").take(List.of(event));

    for (var waits = 0; waits < 4; waits++) {
      var wait = 1_000L << waits;
      await().until(() -> queue.due(event.requestId()) == queue.clock.millis() + wait);
      assertThat(queue.invocations).hasSize(waits + 1);
      queue.clock.advance(Duration.ofMillis(wait - 1));
      assertThat(queue.invocations).hasSize(waits + 1);
      queue.clock.advance(Duration.ofMillis(1));
    }
    assertThat(queue.steps(event.requestId())).startsWith(Step.ATTEMPTED, Step.WAITING);
  }

  @Test
  void itIsGivenUpWhenItIsTooOldAndItsFailureTargetIsTold() {
    queue.configs.put("fn", config(null, 60, null, ON_FAILURE));
    queue.function = breaksIf("{}");
    queue.start("a").take(List.of(event("{}")));

    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              queue.clock.advance(Duration.ofSeconds(1));
              return queue.rows() == 0;
            });

    assertThat(queue.sent)
        .singleElement()
        .satisfies(
            sent -> {
              var completion = sent.event().completion();
              assertThat(completion.condition()).isEqualTo(Condition.EVENT_AGE_EXCEEDED);
              assertThat(completion.invocations()).isZero();
              assertThat(completion.error().code()).isEqualTo(500);
              assertThat(completion.error().message()).contains("a fault of ours");
            });
  }

  @Test
  void anEventIsNotGivenUpWhileNobodyKnowsWhomToTell() {
    queue.configs.put("fn", config(null, 60, null, ON_FAILURE));
    queue.turnedOff.add("fn");
    var broken = new AtomicBoolean(true);
    queue.beforeConfig =
        () -> {
          if (broken.get()) {
            throw new IllegalStateException("a fault of ours");
          }
        };
    var event = event("{}");
    queue.start("a").take(List.of(event));
    await().until(() -> queue.due(event.requestId()) == queue.clock.millis() + 1_000);
    queue.clock.advance(Duration.ofHours(7));
    await().until(() -> queue.due(event.requestId()) == queue.clock.millis() + 2_000);

    broken.set(false);
    queue.clock.advance(Duration.ofSeconds(2));

    await().until(() -> queue.rows() == 0);
    assertThat(queue.sent).hasSize(1);
  }

  @Test
  void eventsThatWaitForASlowDestinationCountInMemory() {
    queue.configs.put("fn", config(null, null, ON_SUCCESS, null));
    var answer = new CompletableFuture<SendOutcome>();
    queue.destination = (_, _) -> answer.join();
    var payload = "\"" + "x".repeat(10_000) + "\"";
    queue.start("a").take(IntStream.range(0, 300).mapToObj(_ -> event(payload)).toList());

    await().until(() -> queue.invocations.size() == 300);
    await().until(() -> queue.sent.size() == TOLD_AT_ONCE);
    // What is being told and what comes next is in memory, and counted; the rest is in the store.
    var least = (TOLD_AT_ONCE + QueueFixture.ROOM / 2) * (long) payload.length();
    var most = least + QueueFixture.ROOM * (long) payload.length();
    await().untilAsserted(() -> assertThat(queue.memory.used()).isBetween(least, most));

    answer.complete(new SendOutcome.Delivered("requestId", "r"));
    await().until(() -> queue.rows() == 0);
    assertThat(queue.sent).hasSize(300);
  }

  @Test
  void anEventThatCannotEvenBePutOffComesBackByItselfAndHoldsUpNoOther() {
    var runs = new CopyOnWriteArrayList<String>();
    Worker<AsyncEvent> worker =
        event -> {
          runs.add(event.requestId());
          if (runs.size() == 1) {
            throw new IllegalStateException("a fault of ours");
          }
          return new Outcome.Done<>(() -> {});
        };
    var bad = event("{}");
    var good = event("{}");
    var engine = queue.start("a", worker);
    engine.take(List.of(bad));
    await().until(() -> runs.size() == 1);

    engine.take(List.of(good));

    await().until(() -> runs.size() == 2);
    await()
        .until(
            () -> {
              queue.clock.advance(Duration.ofSeconds(1));
              return runs.size() == 3;
            });
    assertThat(runs).containsExactly(bad.requestId(), good.requestId(), bad.requestId());
    await().until(() -> queue.memory.used() == 0);
  }

  @Test
  void eventsThatDoNotFitIntoMemoryRunAllTheSame() {
    queue.memory = new ByteShares(4L * ByteShares.LARGEST_ITEM);
    var highest = new CopyOnWriteArrayList<Long>();
    queue.function =
        _ -> {
          highest.add(queue.memory.used());
          return succeeded("null");
        };
    var events = new ArrayList<AsyncEvent>();
    for (var function : List.of("a", "b", "c")) {
      for (var i = 0; i < 12; i++) {
        events.add(queue.event(function, "Root=1", new byte[ByteShares.LARGEST_ITEM]));
      }
    }

    queue.start("a").take(events);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              queue.clock.advance(Duration.ofSeconds(1));
              return queue.rows() == 0;
            });
    assertThat(queue.invocations).hasSize(36);
    // All, and for each function one.
    assertThat(highest)
        .allSatisfy(used -> assertThat(used).isLessThanOrEqualTo(7L * ByteShares.LARGEST_ITEM));
    await().until(() -> queue.memory.used() == 0);
  }
}
