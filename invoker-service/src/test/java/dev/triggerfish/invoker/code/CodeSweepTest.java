package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.content.ContentSweeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSweepTest {

  @TempDir private Path folder;
  private final Set<String> used = new HashSet<>();
  private final List<Runnable> rounds = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private CodeStore store;
  private ContentSweeper sweeper;

  @BeforeEach
  void open() {
    store = new CodeStore(folder, CodeLimits.LAMBDA, used::contains);
    sweeper = new ContentSweeper(store.zips(), new Rounds());
  }

  @Test
  void removesAtStartWhatAFormerProcessFoundUnneededAnHourAgo() {
    var needed = keep("1");
    var unneeded = keep("2");
    used.add(needed);
    sweeper.start();
    nextRound();
    sweeper.stop();
    assertThat(store.find(unneeded)).isNotNull();

    open();
    sweeper.start();
    nextRound();

    assertThat(store.find(needed)).isNotNull();
    assertThat(store.find(unneeded)).isNull();
  }

  @Test
  void whatIsNoLongerNeededStaysForARound() {
    var code = keep("1");
    used.add(code);
    sweeper.start();
    nextRound();
    used.clear();

    nextRound();
    assertThat(store.find(code)).isNotNull();
    nextRound();
    assertThat(store.find(code)).isNull();
  }

  @Test
  void whatIsNeededAgainStays() {
    var code = keep("1");
    used.add(code);
    sweeper.start();
    nextRound();
    used.clear();
    nextRound();
    used.add(code);
    nextRound();

    assertThat(store.find(code)).isNotNull();
  }

  private String keep(String content) {
    try (var staged = store.stage(Zips.of("a.py", content))) {
      staged.keep();
      return staged.sha256();
    }
  }

  private void nextRound() {
    rounds.removeFirst().run();
    now = now.plus(Duration.ofHours(1));
  }

  private final class Rounds implements PlatformClock {
    @Override
    public Instant now() {
      return now;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      rounds.add(task);
      return () -> rounds.remove(task);
    }
  }
}
