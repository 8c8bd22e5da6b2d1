package dev.triggerfish.aws.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.clock.ClockAdvances.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

class ClockAdvancesTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private ClockOffsetFile file;
  private SystemPlatformClock clock;
  private ClockAdvances advances;
  private ClockController controller;
  private final Neighbours others = new Neighbours();

  @BeforeEach
  void open() {
    file = new ClockOffsetFile(folder);
    clock = new SystemPlatformClock(InstantSource.fixed(START), Runnable::run, file.read());
    advances = new ClockAdvances(clock, file, others);
    controller = new ClockController(advances, PeerPages.NONE);
  }

  @Test
  void twoAdvancesAddUp() {
    advances.advance(MINUTE);
    var outcome = advances.advance(MINUTE);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Advanced(
                new ClockReading(START.plus(MINUTE.multipliedBy(2)), START, "PT2M"), List.of()));
    assertThat(others.announced).containsExactly(MINUTE, MINUTE.multipliedBy(2));
  }

  @Test
  void theOffsetOutlivesTheProcess() {
    advances.advance(MINUTE);
    advances.take(Duration.ofMinutes(5));

    assertThat(new ClockOffsetFile(folder).read()).isEqualTo(Duration.ofMinutes(5));
    assertThat(new ClockOffsetFile(folder.resolve("other")).read()).isEqualTo(Duration.ZERO);
  }

  @Test
  void takesFromOthersOnlyWhatIsLater() {
    advances.take(Duration.ofMinutes(5));
    advances.take(MINUTE);

    assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(5));
    assertThat(others.announced).isEmpty();
  }

  @Test
  void whatIsDueHasBegunWhenTheCallReturns() {
    var ran = new ArrayList<String>();
    clock.schedule(MINUTE, () -> ran.add("retry"));

    assertThat(post("{\"advance\":\"1m\"}")).isEqualTo(200);

    assertThat(ran).containsExactly("retry");
  }

  @Test
  void nothingMovesWhereTheOthersCannotBeTold() {
    others.reachable = false;

    assertThat(post("{\"advance\":\"1m\"}")).isEqualTo(503);

    assertThat(clock.offset()).isEqualTo(Duration.ZERO);
    assertThat(file.read()).isEqualTo(Duration.ZERO);
  }

  @Test
  void saysWhoHasNotTakenIt() {
    others.behind.add("logs");

    var answer = answer("{\"advance\":\"PT1M\"}", "text/plain");

    assertThat(answer.getStatusCode().value()).isEqualTo(202);
    assertThat(answer.getBody()).asString().contains("ahead by       1m").contains("logs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "\"PT2M\"",
        "{\"advance\":2}",
        "{\"advance\":null}",
        "{\"advance\":\"soon\"}",
        "{\"advance\":\"-2m\"}",
        "{\"advance\":\"0s\"}",
        "{\"advance\":\"P3653D\"}",
        "{\"advance\":\"P999999999999D\"}",
        "{\"advance\":\"PT2M\",\"to\":\"2027\"}"
      })
  void refusesWhatMakesNoSense(String body) {
    var answer = answer(body, "application/json");

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody())
        .asInstanceOf(type(ClockController.Said.class))
        .satisfies(said -> assertThat(said.message()).endsWith("."));
    assertThat(clock.offset()).isEqualTo(Duration.ZERO);
  }

  @Test
  void refusesEndlessBodies() {
    assertThat(post("{\"advance\":\"" + "1".repeat(100_000) + "m\"}")).isEqualTo(400);
  }

  @Test
  void goesTenYearsAndNoFurther() {
    assertThat(post("{\"advance\":\"P3652D\"}")).isEqualTo(200);
    assertThat(post("{\"advance\":\"1s\"}")).isEqualTo(400);
  }

  @Test
  void doesNotTakeAnUnreadableFileForZero() throws IOException {
    Files.writeString(folder.resolve("clock.offset"), "two minutes");

    assertThatThrownBy(file::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("clock.offset");
  }

  private int post(String body) {
    return answer(body, "*/*").getStatusCode().value();
  }

  private ResponseEntity<?> answer(String body, String accept) {
    try {
      var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
      return controller.advance(bytes, accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other processes, which do as a test says. */
  private static final class Neighbours implements SharedClock {
    private final List<Duration> announced = new ArrayList<>();
    private final List<String> behind = new ArrayList<>();
    private boolean reachable = true;

    @Override
    public void announce(Duration offset) throws NotAnnouncedException {
      if (!reachable) {
        throw new NotAnnouncedException(new IOException("away"));
      }
      announced.add(offset);
    }

    @Override
    public List<String> awaitTaken(Duration offset) {
      return behind;
    }
  }
}
