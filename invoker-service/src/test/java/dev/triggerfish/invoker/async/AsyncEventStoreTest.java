package dev.triggerfish.invoker.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.async.AsyncEventStore.NewEvent;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Failure;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsyncEventStoreTest {

  private static final long PLENTY = Long.MAX_VALUE;
  private static final FunctionKey FN = new FunctionKey("000000000000", "us-east-1", "fn");

  @TempDir private Path folder;
  private QueueFixture queue;
  private SqlAsyncEventStore a;
  private SqlAsyncEventStore b;

  @BeforeEach
  void wire() {
    queue = new QueueFixture(folder);
    a = queue.store("a");
    b = queue.store("b");
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private long now() {
    return queue.clock.millis();
  }

  private static List<NewEvent> unclaimed(AsyncEvent... events) {
    return List.of(events).stream().map(event -> new NewEvent(event, false)).toList();
  }

  @Test
  void whatIsAddedTwiceIsThereOnce() {
    var first = queue.event("fn");
    var second = queue.event("fn");
    assertThat(a.add(unclaimed(first))).containsExactly(first.requestId());

    assertThat(a.add(unclaimed(first, second, second))).containsExactly(second.requestId());

    assertThat(queue.rows()).isEqualTo(2);
  }

  @Test
  void anEventIsReadAsItWasAdded() {
    var payload = new byte[1_048_576];
    java.util.Arrays.fill(payload, (byte) '1');
    var name = new FunctionName("000000000000", "us-east-1", "fn", "live");
    a.add(unclaimed(AsyncEvent.received("r", name, payload, "Root=1", 7)));

    var event = a.claim(FN, now(), 10, PLENTY).getFirst();

    assertThat(event.requestId()).isEqualTo("r");
    assertThat(event.function()).isEqualTo(name);
    assertThat(event.payload()).isEqualTo(payload);
    assertThat(event.traceHeader()).isEqualTo("Root=1");
    assertThat(event.received()).isEqualTo(7);
    assertThat(event.completion()).isNull();
  }

  @Test
  void anEventIsClaimedOnce() {
    a.add(unclaimed(queue.event("fn"), queue.event("fn"), queue.event("fn")));

    assertThat(a.claim(FN, now(), 2, PLENTY)).hasSize(2);
    assertThat(b.claim(FN, now(), 2, PLENTY)).hasSize(1);
    assertThat(a.claim(FN, now(), 2, PLENTY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // bytes, how many events of 100 bytes
    "0, 1",
    "99, 1",
    "100, 1",
    "199, 1",
    "200, 2",
    "1000, 3"
  })
  void noMoreIsClaimedThanFitsExceptForOne(long bytes, int expected) {
    a.add(unclaimed(sized(100), sized(100), sized(100)));

    assertThat(a.claim(FN, now(), 10, bytes)).hasSize(expected);
    assertThat(a.claim(FN, now(), 10, PLENTY)).hasSize(3 - expected);
  }

  private AsyncEvent sized(int bytes) {
    return queue.event("fn", "Root=1", new byte[bytes]);
  }

  @Test
  void whatIsAddedClaimedIsNobodyElses() {
    a.add(List.of(new NewEvent(queue.event("fn"), true)));

    assertThat(b.claim(FN, now(), 2, PLENTY)).isEmpty();
    assertThat(b.unclaimed()).isEmpty();
  }

  @Test
  void onlyWhatIsDueIsClaimedAndTheLongestDueFirst() {
    var event = queue.event("fn");
    var later = queue.event("fn");
    a.add(List.of(new NewEvent(event, true), new NewEvent(later, true)));
    a.settle(
        List.of(
            new Settlement.Kept(event.invoked(), now() + 1_000),
            new Settlement.Kept(later.waited(), now() + 500)));

    assertThat(b.claim(FN, now() + 499, 2, PLENTY)).isEmpty();
    assertThat(b.nextDue(FN)).isEqualTo(now() + 500);
    assertThat(b.unclaimed()).isEqualTo(Map.of(FN, now() + 500));
    var claimed = b.claim(FN, now() + 1_000, 2, PLENTY);

    assertThat(claimed)
        .extracting(AsyncEvent::requestId)
        .containsExactly(later.requestId(), event.requestId());
    assertThat(claimed.getLast().invocations()).isEqualTo(1);
    assertThat(claimed.getFirst().waits()).isEqualTo(1);
    assertThat(b.nextDue(FN)).isNull();
  }

  @Test
  void howAnEventEndedIsKept() {
    var event = queue.event("fn");
    a.add(List.of(new NewEvent(event, true)));
    var completion =
        new Completion(
            Condition.RETRIES_EXHAUSTED,
            5,
            3,
            new Completion.Response("7", "Unhandled", new byte[] {1, -1}),
            new Failure(200, "no"),
            List.of(new Target(Kind.DEAD_LETTER, "arn:aws:sns:us-east-1:000000000000:t")));
    a.settle(List.of(new Settlement.Kept(event.ended(completion), null)));
    assertThat(b.claim(FN, now(), 1, PLENTY)).isEmpty();
    b.beat(0, 1);
    a.beat(0, 1_000);
    a.releaseOwn();

    var read = b.claim(FN, now(), 1, PLENTY).getFirst().completion();

    assertThat(read).usingRecursiveComparison().isEqualTo(completion);
  }

  @Test
  void aProcessThatIsSilentLosesItsClaims() {
    a.add(List.of(new NewEvent(queue.event("fn"), true)));
    a.beat(1_000, 31_000);

    b.beat(31_000, 61_000);
    assertThat(b.claim(FN, now(), 1, PLENTY)).isEmpty();
    b.beat(31_001, 61_001);

    assertThat(b.claim(FN, now(), 1, PLENTY)).hasSize(1);
  }

  @Test
  void whoHasLostAnEventHasNothingMoreToSayAboutIt() {
    var event = queue.event("fn");
    a.add(List.of(new NewEvent(event, true)));
    a.releaseOwn();
    assertThat(b.claim(FN, now(), 1, PLENTY)).hasSize(1);

    a.settle(List.of(new Settlement.Kept(event, now())));

    assertThat(a.claim(FN, now(), 1, PLENTY)).isEmpty();
  }

  @Test
  void whatIsDoneIsGone() {
    var event = queue.event("fn");
    a.add(List.of(new NewEvent(event, true)));

    a.settle(List.of(new Settlement.Done(event.requestId())));

    assertThat(queue.rows()).isZero();
  }
}
