package dev.triggerfish.aws.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores over one folder and one database stand for two processes. */
class ContentStoreTest {

  private static final String TEXT = "hello";
  private static final String NAME = Digest.SHA256.hex(TEXT);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private final Set<String> rows = ConcurrentHashMap.newKeySet();
  private final List<String> removed = new ArrayList<>();
  private ContentStore one;
  private ContentStore other;

  @BeforeEach
  void open() {
    one = store(rows::contains, Duration.ZERO);
    other = store(rows::contains, Duration.ZERO);
  }

  private ContentStore store(Predicate<String> needed, Duration grace) {
    return new ContentStore(folder, new ContentStore.Use(needed, grace, removed::add));
  }

  private static HeldContent keep(ContentStore store) throws IOException {
    try (var staged = store.stage(new ByteArrayInputStream(TEXT.getBytes(UTF_8)), (_, _) -> {})) {
      return staged.keep();
    }
  }

  private void commit(ContentStore store) {
    try (var held = keep(store)) {
      rows.add(held.sha256());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(ContentStore store) throws IOException {
    try (var in = store.open(NAME, 0)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void contentIsNamedByItsDigestAndReadFromAnywhere() throws IOException {
    commit(one);

    assertThat(read(other)).isEqualTo(TEXT);
    assertThat(new String(other.open(NAME, 3).readAllBytes(), UTF_8)).isEqualTo("lo");
    assertThat(files()).containsExactly(folder.resolve(NAME.substring(0, 2)).resolve(NAME));
  }

  @Test
  void whatIsNotKeptLeavesNothing() throws IOException {
    one.stage(new ByteArrayInputStream(new byte[9]), (_, _) -> {}).close();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                one.stage(
                    new ByteArrayInputStream(new byte[9]),
                    (_, _) -> {
                      throw new IllegalStateException("refused");
                    }));

    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsKeptAndNotReferredToGoesWhenItIsLetGo() throws IOException {
    keep(one).close();

    assertThat(files()).isEmpty();
    assertThat(removed).containsExactly(NAME);
    assertThatThrownBy(() -> read(one)).isInstanceOf(NoSuchFileException.class);
    assertThat(one.hold(NAME)).isNull();
    assertThat(files()).isEmpty();
  }

  @Test
  void anotherProcessRemovesNothingThatIsHeld() throws IOException {
    try (var held = keep(one)) {
      other.removeUnneeded(NAME);
      other.sweep(NOW);

      assertThat(read(one)).isEqualTo(TEXT);
      rows.add(held.sha256());
    }
    other.sweep(NOW);
    assertThat(read(one)).isEqualTo(TEXT);
  }

  @Test
  void contentThatIsStoredAndCommittedAfterASweepHasReadTheReferencesStays() throws IOException {
    keep(store(rows::contains, Duration.ofDays(1))).close();
    var sweeping =
        store(
            name -> {
              var needed = rows.contains(name);
              commit(one);
              return needed;
            },
            Duration.ZERO);

    sweeping.sweep(NOW);

    assertThat(read(other)).isEqualTo(TEXT);
    assertThat(removed).isEmpty();
  }

  @Test
  void contentThatIsCommittedWhileASweepHasTakenItsNameAwayStays() throws IOException {
    keep(store(rows::contains, Duration.ofDays(1))).close();
    var seen = new ArrayList<String>();
    var sweeping =
        store(
            name -> {
              var needed = rows.contains(name);
              seen.add(name);
              if (seen.size() == 3) {
                // The name is away: the references have been read, and nobody held it.
                commit(one);
              }
              return needed;
            },
            Duration.ZERO);

    sweeping.sweep(NOW);

    assertThat(seen).hasSize(3);
    assertThat(read(other)).isEqualTo(TEXT);
    sweeping.sweep(NOW);
    assertThat(read(other)).isEqualTo(TEXT);
  }

  @Test
  void aReaderFindsContentWhoseNameIsTakenAway() throws IOException {
    commit(one);
    var name = folder.resolve(NAME.substring(0, 2)).resolve(NAME);
    Files.move(name, folder.resolve("leaving").resolve(NAME + ".x"));

    assertThat(read(other)).isEqualTo(TEXT);
    assertThat(name).exists();
  }

  @Test
  void aSweepThatEndedHalfwayIsEndedByTheNext() throws IOException {
    commit(one);
    var name = folder.resolve(NAME.substring(0, 2)).resolve(NAME);
    Files.move(name, folder.resolve("leaving").resolve(NAME + ".x"));
    Files.writeString(folder.resolve("leaving").resolve("ab".repeat(32) + ".y"), "nobody's");

    other.sweep(NOW);

    assertThat(files()).containsExactly(name);
  }

  @Test
  void aFailureToReadReferencesRemovesNothing() throws IOException {
    commit(one);
    var asked = new ArrayList<String>();
    var broken =
        store(
            name -> {
              asked.add(name);
              if (asked.size() == 2) {
                throw new IllegalStateException("no database");
              }
              return false;
            },
            Duration.ZERO);

    assertThatIllegalStateException().isThrownBy(() -> broken.removeUnneeded(NAME));

    assertThat(files()).containsExactly(folder.resolve(NAME.substring(0, 2)).resolve(NAME));
  }

  @Test
  void pinsOfEndedProcessesCountNoMore() throws IOException {
    keep(one);
    age(folder.resolve("pinned"));

    other.sweep(NOW);

    assertThat(files()).isEmpty();
  }

  @Test
  void whoHeldContentForTooLongIsTold() throws IOException {
    var held = keep(one);
    rows.remove(NAME);
    age(folder.resolve("pinned"));
    other.sweep(NOW);
    rows.add(NAME);

    assertThatIllegalStateException().isThrownBy(held::close).withMessageContaining(NAME);
  }

  @Test
  void whatArrivesStaysAndWhatHasCeasedToArriveGoes() throws IOException {
    Files.writeString(one.scratch(), "arrives");
    other.sweep(NOW);
    assertThat(files()).hasSize(1);

    age(folder.resolve("arriving"));
    other.sweep(NOW);
    assertThat(files()).isEmpty();
  }

  @Test
  void graceCountsFromTheFirstSweepThatFindsContentUnneeded() throws IOException {
    one = store(rows::contains, Duration.ofHours(1));
    other = store(rows::contains, Duration.ofHours(1));
    keep(one).close();

    one.sweep(NOW);
    other.sweep(NOW.plusSeconds(3_599));
    assertThat(read(one)).isEqualTo(TEXT);
    keep(one).close();
    other.sweep(NOW.plusSeconds(3_601));
    one.sweep(NOW.plusSeconds(7_200));
    assertThat(read(one)).isEqualTo(TEXT);
    one.sweep(NOW.plusSeconds(7_201));

    assertThat(files()).isEmpty();
  }

  private static void age(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
      }
    }
  }
}
