package dev.triggerfish.invoker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.triggerfish.invoker.environment.Lifecycle.Stage;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.testkit.Seed;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {

  private static final int THREADS = 4;
  private static final int LIVES = 2_000;
  private static final int STEPS = 40;

  @ParameterizedTest
  @CsvSource({
    "LAUNCH, INITIALIZING>INITIALIZING FAILED>INITIALIZING",
    "INITIALIZED, INITIALIZING>READY",
    "HAND, READY>INVOKING",
    "FINISH, INVOKING>READY",
    "BREAK, INITIALIZING>FAILED READY>FAILED INVOKING>FAILED",
    "DIE_IDLE, READY>FAILED",
    "GIVE_UP, INITIALIZING>FAILED READY>FAILED INVOKING>FAILED FAILED>FAILED",
    "STOP, INITIALIZING>STOPPING READY>STOPPING INVOKING>STOPPING FAILED>STOPPING",
    "CLOSED, STOPPING>STOPPED"
  })
  void theTableKnowsTheseStepsAndNoOthers(EnvironmentStep step, String allowed) {
    var expected = new EnumMap<EnvironmentState, EnvironmentState>(EnvironmentState.class);
    for (var pair : allowed.split(" ", -1)) {
      var states = pair.split(">", 2);
      expected.put(EnvironmentState.valueOf(states[0]), EnvironmentState.valueOf(states[1]));
    }
    for (var from : EnvironmentState.values()) {
      assertThat(step.from(from)).as("%s from %s", step, from).isEqualTo(expected.get(from));
    }
  }

  @Test
  void aStepThatIsNotPossibleChangesNothing() {
    var life = new Lifecycle();
    var before = life.stage();
    assertThat(life.hand(run())).isNull();
    assertThat(life.finish()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(life::closed)
        .withMessage("An environment that is INITIALIZING cannot be closed");
    assertThat(life.stage()).isSameAs(before);
  }

  @Test
  void theEndOfAFormerGenerationLeavesTheLivingOneAlone() {
    var life = new Lifecycle();
    var former = runtime();
    life.launch(former);
    life.breakDown();
    var living = runtime();
    life.launch(living);
    life.initialized();
    assertThat(life.diedIdle(former)).isFalse();
    assertThat(life.diedIdle(living)).isTrue();
    assertThat(life.state()).isEqualTo(EnvironmentState.FAILED);
  }

  /** Whatever several threads do at once, each stage that is seen holds together. */
  @Test
  void everyStageHoldsTogetherWhateverSeveralThreadsDo() throws Exception {
    var random = Seed.random(LifecycleTest.class);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var number = 0; number < LIVES; number++) {
        var life = new Lifecycle();
        var stops = new AtomicInteger();
        var barrier = new CyclicBarrier(THREADS);
        var tasks =
            IntStream.range(0, THREADS)
                .mapToObj(_ -> walk(life, stops, barrier, random.nextLong()))
                .toList();
        for (var task : threads.invokeAll(tasks)) {
          task.get();
        }
        assertThat(stops.get()).as("stopped once at most").isLessThanOrEqualTo(1);
      }
    }
  }

  private static Callable<Void> walk(
      Lifecycle life, AtomicInteger stops, CyclicBarrier barrier, long seed) {
    return () -> {
      var random = new Random(seed);
      barrier.await();
      for (var step = 0; step < STEPS; step++) {
        take(life, random.nextInt(30), stops);
        requireSound(life.stage());
      }
      return null;
    };
  }

  private static void take(Lifecycle life, int choice, AtomicInteger stops) {
    switch (choice) {
      case 0, 1, 2, 3, 4 -> life.launch(runtime());
      case 5, 6, 7, 8, 9, 10 -> life.initialized();
      case 11, 12, 13, 14, 15, 16 -> life.hand(run());
      case 17, 18, 19, 20, 21 -> life.finish();
      case 22, 23 -> life.breakDown();
      case 24, 25, 26 -> {
        var runtime = life.stage().runtime();
        if (runtime != null) {
          life.diedIdle(runtime);
        }
      }
      case 27 -> life.giveUp();
      default -> {
        if (life.stop() != null) {
          stops.incrementAndGet();
          life.closed();
        }
      }
    }
  }

  private static void requireSound(Stage stage) {
    switch (stage.state()) {
      case INITIALIZING -> assertThat(stage.run()).isNull();
      case READY -> assertThat(stage.run()).isNull();
      case INVOKING -> assertThat(stage.run()).isNotNull();
      case FAILED, STOPPING, STOPPED -> {
        assertThat(stage.runtime()).isNull();
        assertThat(stage.run()).isNull();
      }
    }
  }

  private static RuntimeChannel runtime() {
    return new RuntimeChannel("token", () -> {});
  }

  private static InvocationRun run() {
    var version =
        new FunctionVersion(
            "000000000000",
            "us-east-1",
            "fn",
            "$LATEST",
            "deployment",
            "python3.12",
            "h.h",
            "arn:aws:iam::000000000000:role/r",
            3,
            128,
            512,
            "x86_64",
            Map.of(),
            Path.of("/"),
            List.of(),
            "/aws/lambda/fn",
            "Text");
    return new InvocationRun(
        new Invocation("a", version, "arn", new byte[0], null, "", false), 0, () -> {});
  }
}
