package dev.triggerfish.aws.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.storage.GroupCommit.Limits;
import dev.triggerfish.aws.storage.GroupCommit.Patience;
import dev.triggerfish.aws.storage.GroupCommit.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class GroupCommitTest {

  private static final Limits WIDE = new Limits(1_000, 100);
  private static final Patience SHORT = new Patience(Duration.ofMillis(20), Duration.ofMillis(200));

  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Log log = new Log();

  /** What the transactions were, each of which may be held up or fail. */
  private static final class Log {

    private final List<List<String>> transactions = new CopyOnWriteArrayList<>();
    private final List<String> durable = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore permits = new Semaphore(0);
    private volatile String poison = "";
    private volatile boolean down;

    List<String> commit(List<String> values) {
      begun.incrementAndGet();
      permits.acquireUninterruptibly();
      if (down) {
        throw new CannotCreateTransactionException("down");
      }
      if (values.contains(poison)) {
        throw new IllegalArgumentException(poison);
      }
      transactions.add(values);
      return values.stream().map(value -> "result of " + value).toList();
    }

    void becameDurable(List<Written<String, String>> written) {
      written.forEach(each -> durable.add(each.value()));
    }

    void goOn() {
      permits.release(1_000_000);
    }

    List<String> written() {
      return transactions.stream().flatMap(List::stream).toList();
    }
  }

  private GroupCommit<String, String> open(Limits limits) {
    return open(log, limits);
  }

  private static GroupCommit<String, String> open(Log log, Limits limits) {
    return new GroupCommit<>("test-commit", limits, log::commit, log::becameDurable, SHORT);
  }

  /** Has values written by a thread of its own. */
  private CompletableFuture<Void> write(GroupCommit<String, String> commits, String... values) {
    return CompletableFuture.runAsync(() -> commits.write(List.of(values)), threads);
  }

  /** Has the first transaction held up, so that what comes now shares the second. */
  private CompletableFuture<Void> holdUp(GroupCommit<String, String> commits) {
    var first = write(commits, "first");
    await().until(() -> log.begun.get() == 1);
    return first;
  }

  private static void awaitWaiting(GroupCommit<String, String> commits, int values) {
    await().until(() -> commits.waiting() == values);
  }

  @Test
  void returnsOnceTheValueIsDurable() {
    try (var commits = open(WIDE)) {
      var write = holdUp(commits);

      assertThat(write).isNotDone();
      assertThat(log.durable).isEmpty();
      log.goOn();
      write.join();

      assertThat(log.durable).containsExactly("first");
    }
  }

  @Test
  void whatComesWhileATransactionIsUnderWaySharesTheNext() {
    try (var commits = open(WIDE)) {
      var first = holdUp(commits);
      var a = write(commits, "a");
      awaitWaiting(commits, 1);
      var b = write(commits, "b", "c");
      awaitWaiting(commits, 3);
      commits.submit("d");

      log.goOn();
      CompletableFuture.allOf(first, a, b).join();

      assertThat(log.transactions).containsExactly(List.of("first"), List.of("a", "b", "c", "d"));
    }
  }

  @Test
  void eachCallGetsTheResultsOfItsOwnValues() {
    try (var commits = open(WIDE)) {
      var first = holdUp(commits);
      var ab = CompletableFuture.supplyAsync(() -> commits.write(List.of("a", "b")), threads);
      awaitWaiting(commits, 2);
      var c = CompletableFuture.supplyAsync(() -> commits.write(List.of("c")), threads);
      awaitWaiting(commits, 3);
      log.goOn();

      first.join();
      assertThat(ab.join()).containsExactly("result of a", "result of b");
      assertThat(c.join()).containsExactly("result of c");
    }
  }

  @Test
  void aFailureIsToldToTheCallThatCausedItAndToNobodyElse() {
    try (var commits = open(WIDE)) {
      log.poison = "bad";
      var first = holdUp(commits);
      var good = write(commits, "good");
      awaitWaiting(commits, 1);
      var bad = write(commits, "with bad", "bad");
      awaitWaiting(commits, 3);
      var late = write(commits, "late");
      awaitWaiting(commits, 4);
      log.goOn();

      CompletableFuture.allOf(first, good, late).join();
      assertThatThrownBy(bad::join).hasRootCauseInstanceOf(IllegalArgumentException.class);
      commits.write(List.of("next"));

      assertThat(log.written()).containsExactly("first", "good", "late", "next");
      assertThat(log.durable).containsExactly("first", "good", "late", "next");
    }
  }

  @Test
  void anOutageFailsAllWhoShareTheTransactionAtOnce() {
    try (var commits = open(WIDE)) {
      var first = holdUp(commits);
      var a = write(commits, "a");
      var b = write(commits, "b");
      awaitWaiting(commits, 2);
      log.down = true;
      log.goOn();

      Stream.of(first, a, b)
          .forEach(
              write ->
                  assertThatThrownBy(write::join)
                      .hasRootCauseInstanceOf(CannotCreateTransactionException.class));
      assertThat(log.begun).hasValue(2);
    }
  }

  @Test
  void whatIsSubmittedIsWrittenAfterAnOutageBeforeWhatCameLater() {
    try (var commits = open(new Limits(100, 2))) {
      log.down = true;
      log.goOn();
      List.of("a", "b", "c", "d").forEach(commits::submit);
      await().until(() -> log.begun.get() >= 3);

      assertThat(log.durable).isEmpty();
      log.down = false;

      await().until(() -> log.durable.size() == 4);
      assertThat(log.written()).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void whatIsSubmittedAndCannotBeWrittenIsTriedAgainWithoutHoldingUpOthers() {
    try (var commits = open(new Limits(100, 2))) {
      log.poison = "a";
      log.goOn();
      List.of("a", "b", "c", "d").forEach(commits::submit);

      await().until(() -> log.durable.size() == 3);
      assertThat(log.written()).containsExactly("b", "c", "d");
      log.poison = "";

      await().until(() -> log.durable.size() == 4);
      assertThat(log.written()).containsExactly("b", "c", "d", "a");
    }
  }

  @Test
  void aTransactionWithoutItsResultsIsTakenForWrittenAndNotForDone() {
    var transactions = new AtomicInteger();
    try (var commits =
        new GroupCommit<String, String>(
            "test-commit",
            WIDE,
            _ -> {
              transactions.incrementAndGet();
              return List.of();
            },
            log::becameDurable,
            SHORT)) {
      assertThatIllegalStateException().isThrownBy(() -> commits.write(List.of("a")));
      commits.submit("b");
    }
    assertThat(transactions).hasValue(2);
  }

  @Test
  void aFaultOfWhatFollowsKeepsNothingFromBeingWritten() {
    log.goOn();
    try (var commits =
        new GroupCommit<String, String>(
            "test-commit",
            WIDE,
            log::commit,
            _ -> {
              throw new IllegalStateException("what follows");
            },
            SHORT)) {
      commits.write(List.of("a"));
      commits.write(List.of("b"));
    }
    assertThat(log.written()).containsExactly("a", "b");
  }

  @Test
  void whoeverBringsMoreThanMayWaitWaitsForRoom() throws InterruptedException {
    try (var commits = open(new Limits(2, 1))) {
      var held = holdUp(commits);
      commits.submit("a");
      commits.submit("b");

      var c = new Thread(() -> commits.submit("c"));
      c.start();

      await().until(() -> c.getState() == Thread.State.WAITING);
      assertThat(commits.waiting()).isEqualTo(2);
      log.goOn();
      c.join();
      held.join();
      await().until(() -> log.durable.size() == 4);
    }
  }

  @Test
  void nothingIsLeftBehindWhenItCloses() {
    var commits = open(new Limits(1_000, 7));
    log.goOn();
    IntStream.range(0, 500).forEach(i -> commits.submit("v" + i));

    commits.close();

    assertThat(log.written())
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "v" + i).toList())
        .isEqualTo(log.durable);
    assertThatIllegalStateException().isThrownBy(() -> commits.write(List.of("late")));
    commits.submit("late");
    assertThat(log.written()).doesNotContain("late");
  }

  @Test
  void closingEndsThoughAValueCannotBeWritten() {
    var commits = open(new Limits(1_000, 1));
    log.poison = "bad";
    log.goOn();
    commits.submit("bad");
    await().until(() -> log.begun.get() > 0);

    commits.close();

    assertThat(log.durable).isEmpty();
  }

  @Test
  void closingEndsInAnOutageAndNobodyIsToldThatAValueIsWritten() {
    var commits = open(new Limits(1_000, 1));
    log.down = true;
    log.goOn();
    commits.submit("a");
    await().until(() -> log.begun.get() > 0);
    var behind = write(commits, "behind");
    awaitWaiting(commits, 2);

    commits.close();

    assertThat(log.durable).isEmpty();
    assertThatThrownBy(behind::join).hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 50)
  void eachValueIsWrittenOnceInItsThreadsOrderAndWithinBounds(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(max = 20) List<@IntRange(min = 1, max = 6) Integer>> threadsSizes,
      @ForAll @IntRange(min = 1, max = 10) int waiting,
      @ForAll @IntRange(min = 1, max = 10) int together) {
    var tried = new Log();
    tried.goOn();
    try (var commits = open(tried, new Limits(waiting, together))) {
      var writers = new ArrayList<CompletableFuture<Void>>();
      for (var thread = 0; thread < threadsSizes.size(); thread++) {
        var name = "t" + thread + "-";
        var sizes = threadsSizes.get(thread);
        writers.add(CompletableFuture.runAsync(() -> writeAll(commits, name, sizes), threads));
      }
      writers.forEach(CompletableFuture::join);
    }
    for (var thread = 0; thread < threadsSizes.size(); thread++) {
      var name = "t" + thread + "-";
      var count = threadsSizes.get(thread).stream().mapToInt(size -> size).sum();
      assertThat(tried.written().stream().filter(value -> value.startsWith(name)))
          .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> name + i).toList());
    }
    assertThat(tried.transactions)
        .allSatisfy(values -> assertThat(values).hasSizeLessThanOrEqualTo(Math.max(together, 6)));
  }

  /** Single ones without waiting for them. */
  private static void writeAll(
      GroupCommit<String, String> commits, String name, List<Integer> sizes) {
    var next = 0;
    for (var size : sizes) {
      var from = next;
      next += size;
      if (size == 1) {
        commits.submit(name + from);
      } else {
        commits.write(IntStream.range(from, next).mapToObj(i -> name + i).toList());
      }
    }
  }

  /**
   * What a database does: some values cannot be written, and fail all that share the transaction.
   */
  private static final class Counters {

    private final Map<String, Integer> values = new HashMap<>();
    private int failures;

    /** Sets a counter, provided that it has the value expected. */
    private record Set(String counter, int expected, int next, boolean broken) {}

    List<Boolean> commit(List<Set> sets) {
      var before = Map.copyOf(values);
      var results = new ArrayList<Boolean>();
      for (var set : sets) {
        if (set.broken) {
          values.clear();
          values.putAll(before);
          failures++;
          throw new IllegalArgumentException(set.counter);
        }
        var holds = values.getOrDefault(set.counter, 0) == set.expected;
        if (holds) {
          values.put(set.counter, set.next);
        }
        results.add(holds);
      }
      return results;
    }
  }

  /** Each thread has a counter of its own, so that it knows what becomes of each of its calls. */
  @Property(tries = 100)
  void onlyTheCallsFailThatCannotBeWrittenAndOnlyTheConditionsThatDoNotHold(
      @ForAll @Size(min = 2, max = 8) List<@Size(max = 15) List<Outcome>> wanted,
      @ForAll @IntRange(min = 1, max = 50) int together) {
    var counters = new Counters();
    try (var commits =
        new GroupCommit<Counters.Set, Boolean>(
            "test-commit", new Limits(100, together), counters::commit, _ -> {}, SHORT)) {
      CompletableFuture.allOf(
              IntStream.range(0, wanted.size())
                  .mapToObj(
                      i ->
                          CompletableFuture.runAsync(
                              () -> callAll(commits, "counter" + i, wanted.get(i)), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    var broken =
        wanted.stream().flatMap(List::stream).filter(each -> each == Outcome.FAILS).count();
    var calls = wanted.stream().mapToInt(List::size).sum();
    assertThat(counters.failures).isBetween((int) broken, (int) broken + calls);
    IntStream.range(0, wanted.size())
        .forEach(
            i ->
                assertThat(counters.values.getOrDefault("counter" + i, 0))
                    .isEqualTo((int) wanted.get(i).stream().filter(Outcome.HOLDS::equals).count()));
  }

  enum Outcome {
    HOLDS,
    DOES_NOT_HOLD,
    FAILS
  }

  private static void callAll(
      GroupCommit<Counters.Set, Boolean> commits, String counter, List<Outcome> wanted) {
    var value = 0;
    for (var outcome : wanted) {
      var expected = outcome == Outcome.DOES_NOT_HOLD ? value + 1 : value;
      var set = new Counters.Set(counter, expected, value + 1, outcome == Outcome.FAILS);
      if (outcome == Outcome.FAILS) {
        assertThatIllegalArgumentException().isThrownBy(() -> commits.write(List.of(set)));
      } else {
        assertThat(commits.write(List.of(set))).containsExactly(outcome == Outcome.HOLDS);
        value += outcome == Outcome.HOLDS ? 1 : 0;
      }
    }
  }
}
