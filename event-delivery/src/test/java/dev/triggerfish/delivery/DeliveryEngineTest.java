package dev.triggerfish.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase("delivery-engine")
class DeliveryEngineTest {

  private final Database database;
  private final ManualClock clock = new ManualClock();
  private final List<DeliveryEngine<Item>> engines = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> worked = new CopyOnWriteArrayList<>();

  DeliveryEngineTest(TestDatabase database) {
    this.database = database.database();
  }

  @AfterEach
  void close() {
    released.countDown();
    engines.forEach(DeliveryEngine::close);
  }

  private DeliveryEngine<Item> engine(String owner, Worker<Item> worker, EngineLimits limits) {
    var store =
        new DueStore<>(database, "item", new Owner(owner, owner + "/1", false), Item.FORMAT);
    var engine = new DeliveryEngine<>(owner, store, worker, limits, clock, InstantSource.system());
    engines.add(engine);
    engine.start();
    return engine;
  }

  private static EngineLimits limits(int workers, int room) {
    return new EngineLimits(workers, room, new ByteShares(64L * ByteShares.LARGEST_ITEM));
  }

  private long rows() {
    return database.jdbc().sql("SELECT COUNT(*) FROM item").query(Long.class).single();
  }

  private static void nothing() {}

  private Outcome<Item> done(Item item) {
    worked.add(item.name());
    return new Outcome.Done<>(DeliveryEngineTest::nothing);
  }

  private Outcome<Item> held(Item item) {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done(item);
  }

  private static List<Item> items(String lane, int count) {
    return IntStream.range(0, count).mapToObj(i -> Item.of(lane, lane + i)).toList();
  }

  @Test
  void whatIsTakenIsWorkedOnAndGone() {
    engine("a", this::done, limits(8, 32)).take(items("x", 3));

    await().until(() -> rows() == 0);
    assertThat(worked).containsExactlyInAnyOrder("x0", "x1", "x2");
  }

  @Test
  void whatArrivesTwiceInOneBatchIsWorkedOnOnce() {
    var item = Item.of("x", "x");

    engine("a", this::done, limits(8, 32)).take(List.of(item, item));

    await().until(() -> rows() == 0);
    assertThat(worked).containsExactly("x");
  }

  @Test
  void whatIsToBeTriedLaterIsTriedInPlatformTime() {
    var tries = new CopyOnWriteArrayList<Integer>();
    engine(
            "a",
            item -> {
              tries.add(item.tries());
              return item.tries() < 2
                  ? new Outcome.Retry<>(
                      item.tried(), Duration.ofMinutes(1), DeliveryEngineTest::nothing)
                  : new Outcome.Done<>(DeliveryEngineTest::nothing);
            },
            limits(8, 32))
        .take(items("x", 1));
    await().until(() -> tries.size() == 1);

    await()
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(30));
              return rows() == 0;
            });

    assertThat(tries).containsExactly(0, 1, 2);
  }

  @Test
  void whatGoesOnInAnotherLaneIsWrittenDownBefore() {
    var states = new CopyOnWriteArrayList<String>();
    engine(
            "a",
            item -> {
              if (item.lane().equals("first")) {
                return new Outcome.Next<>(
                    new Item(item.id(), "second", item.payload(), item.name(), 1));
              }
              states.add(
                  database.jdbc().sql("SELECT state FROM item").query(String.class).single());
              return done(item);
            },
            limits(8, 32))
        .take(items("first", 1));

    await().until(() -> rows() == 0);
    assertThat(states).containsExactly("1");
  }

  @Test
  void aFaultOfTheWorkerHoldsUpNoOtherItemAndTheItemIsTriedAgain() {
    var faults = new AtomicInteger();
    engine(
            "a",
            item -> {
              if (item.name().equals("x0") && faults.incrementAndGet() == 1) {
                throw new IllegalStateException("a fault of ours");
              }
              return done(item);
            },
            limits(8, 32))
        .take(items("x", 20));
    await().until(() -> rows() == 1);

    await()
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(1));
              return rows() == 0;
            });

    assertThat(worked).hasSize(20);
  }

  @Test
  void manySlowTargetsTogetherDoNotHoldUpAnother() {
    var engine =
        engine("a", item -> item.lane().equals("quick") ? done(item) : held(item), limits(32, 8));
    for (var slow = 0; slow < 15; slow++) {
      engine.take(items("slow" + slow, 20));
    }

    engine.take(items("quick", 50));

    await().until(() -> worked.size() == 50);
    assertThat(rows()).isEqualTo(300);
    released.countDown();
    await().until(() -> rows() == 0);
  }

  @Test
  void moreTargetsThanWorkersTakeTurns() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var engine =
        engine(
            "a",
            item -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              running.decrementAndGet();
              return done(item);
            },
            limits(4, 8));
    for (var lane = 0; lane < 40; lane++) {
      engine.take(items("lane" + lane + "-", 10));
    }

    await().until(() -> rows() == 0);
    assertThat(worked).hasSize(400).doesNotHaveDuplicates();
    assertThat(most.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void aStopLetsOthersGoOnAtOnce() {
    var first = engine("a", this::held, limits(2, 32));
    first.take(items("x", 10));

    first.close();
    engine("b", this::done, limits(8, 32));

    await().until(() -> rows() == 0);
    assertThat(worked).hasSize(10);
  }

  @Test
  void whatATransactionAddsIsWorkedOnOnceItIsCommitted() {
    var outbox = engine("a", this::done, limits(8, 32)).outbox();
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              outbox.add(Item.of("x", "lost"));
              status.setRollbackOnly();
            });
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              outbox.add(Item.of("x", "kept"));
              assertThat(worked).isEmpty();
            });

    await().until(() -> rows() == 0);
    assertThat(worked).containsExactly("kept");
    var item = Item.of("x", "alone");
    assertThatThrownBy(() -> outbox.add(item)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoProcessesOverOneDatabaseWorkOnEachItemOnce() {
    var a = engine("a", this::done, limits(64, 8));
    var b = engine("b", this::done, limits(64, 8));
    for (var round = 0; round < 10; round++) {
      (round % 2 == 0 ? a : b).take(items("lane" + round % 3 + "-" + round + "-", 50));
      (round % 2 == 0 ? b : a).take(items("shared", 10));
    }
    // Both know of the lanes now, and both want what waits in the store.
    await().until(() -> rows() == 0);

    assertThat(worked).hasSize(600);
  }

  @Test
  void twoProcessesTryWhatHasFailedOnceEach() {
    Worker<Item> failsFirst =
        item ->
            item.tries() == 0
                ? new Outcome.Retry<>(
                    item.tried(), Duration.ofSeconds(10), DeliveryEngineTest::nothing)
                : done(item);
    engine("a", failsFirst, limits(64, 8)).take(items("x", 100));
    await().until(() -> unclaimedWithState("1") == 100);
    engine("b", failsFirst, limits(64, 8));

    clock.advance(Duration.ofSeconds(10));

    await().until(() -> rows() == 0);
    assertThat(worked).hasSize(100).doesNotHaveDuplicates();
  }

  private long unclaimedWithState(String state) {
    return database
        .jdbc()
        .sql("SELECT COUNT(*) FROM item WHERE owner IS NULL AND state = ?")
        .param(state)
        .query(Long.class)
        .single();
  }
}
