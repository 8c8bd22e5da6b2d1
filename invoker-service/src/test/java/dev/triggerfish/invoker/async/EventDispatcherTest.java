package dev.triggerfish.invoker.async;

import static dev.triggerfish.invoker.async.QueueFixture.config;
import static dev.triggerfish.invoker.async.QueueFixture.failed;
import static dev.triggerfish.invoker.async.QueueFixture.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase("invoker")
class EventDispatcherTest {

  private static final String ON_FAILURE =
      "arn:aws:lambda:us-east-1:000000000000:function:on-failure";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:letters";

  private final QueueFixture queue;

  EventDispatcherTest(TestDatabase database) {
    queue = new QueueFixture(database);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void anEventRunsAndIsGone() {
    var event = queue.event("fn");

    queue.start("a").take(List.of(event));

    await().until(() -> queue.rows() == 0);
    assertThat(queue.invocations)
        .extracting(Invocation::requestId)
        .containsExactly(event.requestId());
    assertThat(queue.steps(event.requestId())).containsExactly(Step.ATTEMPTED);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void theJournalSaysWhereAnAttemptIsLogged() {
    var event = queue.event("fn");

    queue.start("a").take(List.of(event));

    await().until(() -> !queue.hops.isEmpty());
    assertThat(queue.hops.getFirst().facts())
        .containsOnly(
            Map.entry("attempt", "1"),
            Map.entry("outcome", "Succeeded"),
            Map.entry("logGroup", "/aws/lambda/fn"),
            Map.entry("logStream", "stream"));
  }

  @Test
  void aFunctionThatFailsIsTriedAgainAfterOneAndTwoMinutes() {
    queue.configs.put("fn", config(null, null, null, ON_FAILURE));
    queue.function = _ -> failed("{\"errorMessage\":\"no\"}");
    var event = queue.event("fn");

    queue.start("a").take(List.of(event));

    awaitTimers(1);
    advance(Duration.ofSeconds(59));
    assertThat(queue.invocations).hasSize(1);
    advance(Duration.ofSeconds(1));
    awaitTimers(2);
    advance(Duration.ofSeconds(119));
    assertThat(queue.invocations).hasSize(2);
    advance(Duration.ofSeconds(1));
    awaitRuns(3);
    await().until(() -> queue.rows() == 0);
    assertThat(queue.invocations).extracting(Invocation::requestId).containsOnly(event.requestId());
    var sent = queue.sent.getFirst();
    assertThat(queue.sent).hasSize(1);
    assertThat(sent.target()).isEqualTo(new Target(Kind.DESTINATION, ON_FAILURE));
    var completion = sent.event().completion();
    assertThat(completion.condition()).isEqualTo(Condition.RETRIES_EXHAUSTED);
    assertThat(completion.invocations()).isEqualTo(3);
    assertThat(completion.error().message()).isEqualTo("no");
    assertThat(queue.steps(event.requestId()))
        .containsExactly(
            Step.ATTEMPTED,
            Step.WAITING,
            Step.ATTEMPTED,
            Step.WAITING,
            Step.ATTEMPTED,
            Step.DELIVERED);
    assertThat(queue.metrics)
        .containsExactly(
            "AsyncEventAge 0", "AsyncEventAge 60", "AsyncEventAge 180", "AsyncEventsDropped");
  }

  @Test
  void aRetrySurvivesTheProcess() {
    queue.function = _ -> failed("{}");
    queue.start("a").take(List.of(queue.event("fn")));
    awaitTimers(1);
    queue.kill();

    queue.start("a");
    awaitTimers(2);
    advance(Duration.ofMinutes(1));

    awaitRuns(2);
  }

  @Test
  void whatAProcessHadClaimedIsTriedAgainAfterItsRestart() {
    var forever = new CountDownLatch(1);
    queue.function =
        _ -> {
          try {
            forever.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return succeeded("null");
        };
    queue.start("a").take(List.of(queue.event("fn")));
    awaitRuns(1);
    queue.kill();
    queue.function = _ -> succeeded("null");

    queue.start("a");

    await().until(() -> queue.rows() == 0);
    assertThat(queue.invocations).hasSize(2);
    forever.countDown();
  }

  @Test
  void anEventThatArrivesTwiceRunsOnce() {
    queue.function = _ -> failed("{}");
    var event = queue.event("fn");
    var dispatcher = queue.start("a");
    dispatcher.take(List.of(event));
    awaitTimers(1);

    dispatcher.take(List.of(event, event));

    assertThat(queue.rows()).isEqualTo(1);
    assertThat(queue.invocations).hasSize(1);
  }

  @Test
  void aThrottledFunctionHoldsUpNoOther() throws InterruptedException {
    var admitted = new Semaphore(1);
    var done = new Semaphore(0);
    queue.function =
        invocation -> {
          if (invocation.version().name().equals("quick")) {
            return succeeded("null");
          }
          if (!admitted.tryAcquire()) {
            return new InvocationOutcome.Throttled("reserved");
          }
          done.acquireUninterruptibly();
          admitted.release();
          return succeeded("null");
        };
    var dispatcher = queue.start("a");
    var many = new ArrayList<AsyncEvent>();
    for (var i = 0; i < 2_000; i++) {
      many.add(queue.event("slow"));
    }
    dispatcher.take(many);

    dispatcher.take(List.of(queue.event("quick")));

    await().until(() -> runs("quick") == 1);
    // However many wait, hardly any is tried in vain.
    assertThat(runs("slow")).isLessThan(200);
    done.release(100_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              queue.clock.advance(Duration.ofSeconds(1));
              return queue.rows() == 0;
            });
    assertThat(queue.invocations.stream().map(Invocation::requestId).distinct()).hasSize(2_001);
  }

  @Test
  void aThrottledEventBacksOffWithoutCountingAttempts() {
    var refusals = new AtomicInteger(3);
    queue.function =
        _ ->
            refusals.getAndDecrement() > 0
                ? new InvocationOutcome.Throttled("account")
                : succeeded("null");
    queue.start("a").take(List.of(queue.event("fn")));

    awaitTimers(1);
    advance(Duration.ofSeconds(1));
    awaitTimers(2);
    advance(Duration.ofMillis(1_999));
    assertThat(queue.invocations).hasSize(2);
    advance(Duration.ofMillis(1));
    awaitTimers(3);
    advance(Duration.ofSeconds(4));
    await().until(() -> queue.rows() == 0);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void aThrottledEventIsGivenUpWhenItIsTooOld() {
    queue.configs.put("fn", config(null, 60, null, ON_FAILURE));
    queue.function = _ -> new InvocationOutcome.Throttled("account");
    queue.start("a").take(List.of(queue.event("fn")));

    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              advance(Duration.ofSeconds(1));
              return !queue.sent.isEmpty();
            });

    var completion = queue.sent.getFirst().event().completion();
    assertThat(completion.condition()).isEqualTo(Condition.EVENT_AGE_EXCEEDED);
    assertThat(completion.invocations()).isZero();
    assertThat(completion.response()).isNull();
    assertThat(completion.error().code()).isEqualTo(429);
  }

  @Test
  void aFunctionThatIsTurnedOffGetsNoAttempt() {
    queue.configs.put("fn", config(null, null, null, ON_FAILURE));
    queue.turnedOff.add("fn");
    queue.start("a").take(List.of(queue.event("fn")));

    await().until(() -> queue.rows() == 0 && !queue.sent.isEmpty());

    var completion = queue.sent.getFirst().event().completion();
    assertThat(completion.condition()).isEqualTo(Condition.ZERO_RESERVED_CONCURRENCY);
    assertThat(completion.invocations()).isZero();
    assertThat(queue.invocations).isEmpty();
  }

  @Test
  void aChainThatGoesRoundInCirclesIsStopped() {
    var event = queue.event("fn", "loop");

    queue.start("a").take(List.of(event));

    await().until(() -> queue.rows() == 0);
    await().until(() -> queue.steps(event.requestId()).equals(List.of(Step.DROPPED)));
    assertThat(queue.invocations).isEmpty();
    assertThat(queue.metrics).containsExactly("RecursiveInvocationsDropped", "AsyncEventsDropped");
  }

  @Test
  void bothTheDestinationAndTheDeadLetterTargetAreTold() {
    queue.configs.put("fn", config(0, null, null, ON_FAILURE));
    queue.deadLetterTarget = TOPIC;
    queue.function = _ -> failed("{}");
    queue.start("a").take(List.of(queue.event("fn")));

    await().until(() -> queue.rows() == 0);

    assertThat(queue.sent)
        .extracting(QueueFixture.Sent::target)
        .containsExactly(
            new Target(Kind.DESTINATION, ON_FAILURE), new Target(Kind.DEAD_LETTER, TOPIC));
  }

  @Test
  void aDestinationThatIsDeniedIsNotTriedAgain() {
    queue.configs.put("fn", config(0, null, null, ON_FAILURE));
    queue.deadLetterTarget = TOPIC;
    queue.function = _ -> failed("{}");
    queue.destination = (_, _) -> new SendOutcome.Denied("not authorized to perform: x");
    var event = queue.event("fn");
    queue.start("a").take(List.of(event));

    await().until(() -> queue.rows() == 0);

    assertThat(queue.sent).hasSize(2);
    assertThat(queue.steps(event.requestId()))
        .containsExactly(Step.ATTEMPTED, Step.DENIED, Step.DENIED);
    assertThat(queue.metrics)
        .contains("DestinationDeliveryFailures", "DeadLetterErrors", "AsyncEventsDropped");
  }

  @Test
  void aDestinationThatIsOutOfReachIsToldLaterAndOnlyIt() {
    queue.configs.put("fn", config(0, null, null, ON_FAILURE));
    queue.deadLetterTarget = TOPIC;
    queue.function = _ -> failed("{}");
    var broken = new AtomicInteger(1);
    queue.destination =
        (_, target) ->
            target.kind() == Kind.DESTINATION && broken.getAndDecrement() > 0
                ? new SendOutcome.Failed("away")
                : new SendOutcome.Delivered("requestId", "r");
    queue.start("a").take(List.of(queue.event("fn")));
    awaitTimers(1);

    advance(Duration.ofSeconds(1));
    await().until(() -> queue.rows() == 0);

    assertThat(queue.sent)
        .extracting(sent -> sent.target().arn())
        .containsExactly(ON_FAILURE, TOPIC, ON_FAILURE);
    assertThat(queue.invocations).hasSize(1);
  }

  @Test
  void whoWasNotToldBeforeACrashIsToldAfterIt() {
    queue.configs.put("fn", config(0, null, null, ON_FAILURE));
    queue.function = _ -> failed("{\"errorMessage\":\"no\"}");
    var forever = new CountDownLatch(1);
    queue.destination =
        (_, _) -> {
          await().forever().until(() -> forever.getCount() == 0);
          return new SendOutcome.Failed("the process has ended");
        };
    queue.start("a").take(List.of(queue.event("fn")));
    await().until(() -> queue.sent.size() == 1);
    queue.kill();
    queue.destination = (_, _) -> new SendOutcome.Delivered("requestId", "r");

    queue.start("a");

    await().until(() -> queue.rows() == 0);
    assertThat(queue.invocations).hasSize(1);
    assertThat(queue.sent).hasSize(2);
    forever.countDown();
    var again = queue.sent.getLast().event().completion();
    assertThat(Objects.requireNonNull(again.response()).payload())
        .isEqualTo(QueueFixture.bytes("{\"errorMessage\":\"no\"}"));
  }

  @Test
  void anEventOfAFunctionThatIsGoneIsDropped() {
    queue.gone.add("fn");
    var event = queue.event("fn");
    queue.start("a").take(List.of(event));

    await().until(() -> queue.steps(event.requestId()).equals(List.of(Step.DROPPED)));
    assertThat(queue.rows()).isZero();
  }

  private long runs(String name) {
    return queue.invocations.stream().filter(each -> each.version().name().equals(name)).count();
  }

  private void awaitRuns(int count) {
    await().until(() -> queue.invocations.size() == count);
  }

  /** Until what is to happen later is told to the clock. */
  private void awaitTimers(int count) {
    await().until(() -> queue.timers.get() == count);
  }

  private void advance(Duration by) {
    queue.clock.advance(by);
  }
}
