package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.clock.PlatformClock;
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

class CodeSweeperTest {

  @TempDir private Path folder;
  private final Set<String> used = new HashSet<>();
  private final List<Runnable> rounds = new ArrayList<>();
  private CodeStore store;
  private CodeSweeper sweeper;

  @BeforeEach
  void open() {
    store = new CodeStore(folder, CodeLimits.LAMBDA);
    sweeper = new CodeSweeper(store, used::contains, new Rounds());
  }

  @Test
  void removesAtStartWhatAFormerProcessLeftUnneeded() {
    var needed = keep("1");
    var unneeded = keep("2");
    used.add(needed);

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
  }

  private final class Rounds implements PlatformClock {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      rounds.add(task);
      return () -> rounds.remove(task);
    }
  }
}
