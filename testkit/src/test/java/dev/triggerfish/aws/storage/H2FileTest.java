package dev.triggerfish.aws.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.testkit.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An H2 file keeps what was committed through {@code kill -9}, and stays small. In full: {@code
 * -Dtriggerfish.h2.kills=100 -Dtriggerfish.h2.seconds=600}.
 */
@Isolated("a file grows with the writes of a second, which must not go to others")
class H2FileTest {

  private static final int KILLS = Integer.getInteger("triggerfish.h2.kills", 2);
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("triggerfish.h2.seconds", 12));
  private static final int ROWS = 100_000;
  private static final int TOGETHER = 32;

  /** 4,000 rows a second: about what 64 clients with single writes bring. */
  private static final Duration PACE = Duration.ofMillis(8);

  private static final int MOST_TIMES_LIVE = 4;
  private static final int FORMER_ROWS = 1_000;
  private static final int FORMER_ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedSurvivesKillsDuringCompaction() throws IOException {
    var random = Seed.random(getClass());
    var acknowledged = new HashMap<Integer, Long>();
    var writes = 0L;
    for (var kill = 0; kill < KILLS; kill++) {
      writes += writeUntilKilled(random, acknowledged);
    }
    try (var rows = new WrittenRows(data(), WritingProcess.ROWS)) {
      assertNothingLost(rows.read(), acknowledged);
      report("%d kills, %,d acknowledged writes".formatted(KILLS, writes), rows);
    }
  }

  /** Checks what the process finds, and notes what it writes; how many writes that were. */
  private int writeUntilKilled(Random random, Map<Integer, Long> acknowledged) throws IOException {
    var errors = folder.resolve("errors");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                data().toString(),
                Long.toString(random.nextLong()))
            .redirectError(errors.toFile())
            .start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      var found = new HashMap<Integer, Long>();
      read(output, found);
      assertThat(found).as("What is in the file that opens; %s", errors).isNotEmpty();
      assertNothingLost(found, acknowledged);
      // By its handle: by the process its output is closed, and the last of it is lost.
      CompletableFuture.delayedExecutor(200 + random.nextInt(2_000), TimeUnit.MILLISECONDS)
          .execute(process.toHandle()::destroyForcibly);
      return read(output, acknowledged);
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Reads up to the end of what was there, or of the process. */
  private static int read(BufferedReader output, Map<Integer, Long> into) throws IOException {
    var count = 0;
    for (var line = output.readLine();
        line != null && !line.equals(WritingProcess.READY);
        line = output.readLine()) {
      // The last line may be cut off.
      var words = line.split(" ", -1);
      if (words.length == 2 && !words[1].isEmpty()) {
        into.merge(Integer.valueOf(words[0]), Long.valueOf(words[1]), Math::max);
        count++;
      }
    }
    return count;
  }

  private static void assertNothingLost(Map<Integer, Long> found, Map<Integer, Long> acknowledged) {
    assertThat(acknowledged)
        .allSatisfy((id, n) -> assertThat(found.get(id)).isGreaterThanOrEqualTo(n));
  }

  @Test
  void aFileStaysSmallWhileItsRowsAreOverwritten() throws Exception {
    var random = Seed.random(getClass());
    var transactions = TIME.dividedBy(PACE);
    var sizes = new ArrayList<Long>();
    try (var rows = new WrittenRows(data(), ROWS);
        var writer = Executors.newSingleThreadScheduledExecutor()) {
      var begun = System.nanoTime();
      var all = new CountDownLatch((int) transactions);
      var writing =
          writer.scheduleAtFixedRate(
              () -> {
                rows.writeTogether(random, TOGETHER);
                sizes.add(size());
                all.countDown();
              },
              0,
              PACE.toNanos(),
              TimeUnit.NANOSECONDS);
      all.await();
      writing.cancel(false);
      writer.submit(() -> {}).get();
      var written = transactions * TOGETHER;
      // In the first half it is as large as it became when it was filled at once.
      var later = sizes.stream().skip(transactions / 2).sorted().toList();
      var usual = later.get(later.size() / 2);
      report(
          "%,d writes in %,d ms, usually %,d bytes, at most %,d"
              .formatted(written, (System.nanoTime() - begun) / 1_000_000, usual, later.getLast()),
          rows);
      assertThat(usual).isLessThanOrEqualTo(MOST_TIMES_LIVE * rows.live());
    }
  }

  @Test
  void aFileThatGrewUnderTheFormerSettingOpensAndShrinks() throws Exception {
    var url = SqlDialect.h2Url("file:" + data().resolve("h2-file/database"));
    try (var former = DriverManager.getConnection(url + ";WRITE_DELAY=0", "sa", "");
        var statement = former.createStatement()) {
      statement.execute(
          "CREATE SCHEMA former; CREATE TABLE former.item (id INTEGER PRIMARY KEY, n BIGINT, filler BYTEA)");
      for (var id = 0; id < FORMER_ROWS; id++) {
        statement.execute("INSERT INTO former.item VALUES (" + id + ", 0, SECURE_RAND(40000))");
      }
      for (var write = 0; write < FORMER_ROUNDS * FORMER_ROWS; write++) {
        statement.execute(
            "UPDATE former.item SET n = 1, filler = SECURE_RAND(40000) WHERE id = "
                + write % FORMER_ROWS);
      }
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
    var before = size();

    try (var rows = new WrittenRows(data(), 1)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                rows.writeOne(new Random(1), 0, 1, (_, _) -> {});
                assertThat(size()).isLessThan(before / 2);
              });
      assertThat(rows.read()).hasSize(1);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private long size() {
    return data().resolve("h2-file/database.mv.db").toFile().length();
  }

  @SuppressWarnings("SystemOut") // figures, beside the seed
  private void report(String text, WrittenRows rows) {
    System.out.printf("%s; live %,d bytes, file %,d bytes%n", text, rows.live(), size());
  }
}
