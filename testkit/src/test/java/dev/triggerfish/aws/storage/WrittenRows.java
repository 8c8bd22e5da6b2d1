package dev.triggerfish.aws.storage;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A database in a data directory, as a service opens it, whose rows are overwritten at random. */
final class WrittenRows implements AutoCloseable {

  private static final int BYTES = 900;
  private static final int BYTES_OF_BULK = 20_000;
  private static final int BULK = 100;
  private static final int ADDED = 500;

  private final DataDirectory directory;
  private final SqlStorage storage;
  private final Database database;
  private final long[] numbers;

  /** Opens it; rows that are missing are added. */
  WrittenRows(Path folder, int rows) {
    directory = DataDirectory.open(folder);
    storage = new SqlStorage(new StorageProperties(folder, false, null, null, null), directory);
    database = storage.database("h2-file");
    numbers = new long[rows];
    read().forEach((id, n) -> numbers[id] = n);
    add(IntStream.range(0, rows).filter(id -> numbers[id] == 0).boxed().toList());
  }

  /** What is written. */
  interface Acknowledged {
    /** A row has its n-th content, or a later one, whatever happens from now on. */
    void accept(int id, long n);
  }

  private void add(List<Integer> ids) {
    for (var from = 0; from < ids.size(); from += ADDED) {
      var some = ids.subList(from, Math.min(from + ADDED, ids.size()));
      database.transactions().executeWithoutResult(_ -> some.forEach(this::add));
    }
  }

  private void add(int id) {
    numbers[id] = 1;
    database
        .jdbc()
        .sql("INSERT INTO written (id, n, filler) VALUES (?, 1, ?)")
        .params(id, filler(id, 1, BYTES))
        .update();
  }

  /** The number of each row's content, which must be whole. */
  Map<Integer, Long> read() {
    var found = new HashMap<Integer, Long>();
    database
        .jdbc()
        .sql("SELECT id, n, filler FROM written")
        .query((row, _) -> content(row))
        .list()
        .forEach(content -> found.put(content.id, content.n));
    return found;
  }

  private record Content(int id, long n) {}

  private static Content content(ResultSet row) throws SQLException {
    var content = new Content(row.getInt("id"), row.getLong("n"));
    var filler = row.getBytes("filler");
    if (!Arrays.equals(filler, filler(content.id, content.n, filler.length))) {
      throw new IllegalStateException("The row's bytes are not of " + content);
    }
    return content;
  }

  private static byte[] filler(int id, long n, int length) {
    var bytes = new byte[length];
    new Random(id * 1_000_003L + n).nextBytes(bytes);
    return bytes;
  }

  /** Bytes in all rows. */
  long live() {
    return database
        .jdbc()
        .sql("SELECT SUM(LENGTH(filler) + 12) FROM written")
        .query(Long.class)
        .single();
  }

  /**
   * Writes one of the rows that a thread has for itself; by a statement alone or in a transaction,
   * and seldom a hundred rows that need more memory than H2 lets wait.
   */
  void writeOne(Random random, int thread, int threads, Acknowledged acknowledged) {
    var kind = random.nextInt(2_000);
    var first = random.nextInt(numbers.length / threads) * threads + thread;
    if (kind == 0) {
      var ids =
          IntStream.range(0, BULK)
              .map(i -> (first + i * threads) % (numbers.length / threads * threads))
              .distinct()
              .toArray();
      transaction(ids, BYTES_OF_BULK);
      Arrays.stream(ids).forEach(id -> acknowledged.accept(id, numbers[id]));
    } else {
      if (kind % 2 == 0) {
        update(first, BYTES);
      } else {
        transaction(new int[] {first}, BYTES);
      }
      acknowledged.accept(first, numbers[first]);
    }
  }

  /** Writes some rows in one transaction, as a group commit does. */
  void writeTogether(Random random, int rows) {
    transaction(random.ints(0, numbers.length).distinct().limit(rows).toArray(), BYTES);
  }

  private void transaction(int[] ids, int bytes) {
    database
        .transactions()
        .executeWithoutResult(_ -> Arrays.stream(ids).forEach(id -> update(id, bytes)));
  }

  private void update(int id, int bytes) {
    var n = ++numbers[id];
    database
        .jdbc()
        .sql("UPDATE written SET n = ?, filler = ? WHERE id = ?")
        .params(n, filler(id, n, bytes), id)
        .update();
  }

  @Override
  public void close() {
    storage.close();
    directory.close();
  }
}
