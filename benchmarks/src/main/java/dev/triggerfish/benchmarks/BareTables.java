package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.TableResults.Column;
import dev.triggerfish.benchmarks.TableResults.Figure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that could keep items: a row per item, key and bytes, over JDBC in this process, each
 * write with a row for its stream in a commit of its own.
 */
final class BareTables {

  private static final int BYTES = 300;
  private static final int PAGE = 1_024 * 1_024 / BYTES;
  private static final int WRITERS = 64;
  private static final int CONNECTIONS = 8;
  private static final int LOADED = 500;

  private final String url;
  private final TableScale scale;
  private final TableResults results;
  private final Column column;
  private final Random random = new Random();

  BareTables(String url, TableScale scale, TableResults results, Column column) {
    this.url = url;
    this.scale = scale;
    this.results = results;
    this.column = column;
  }

  void measure() throws IOException, InterruptedException {
    try (var connection = DriverManager.getConnection(url)) {
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE item (k BYTEA PRIMARY KEY, v BYTEA NOT NULL)");
        statement.execute("CREATE TABLE change (k BYTEA NOT NULL, v BYTEA NOT NULL)");
      }
      results.add(Figure.LOADED, column, load(connection));
      results.add(Figure.GET, column, median(scale.reads(), () -> read(connection, item(), 1)));
      results.add(
          Figure.QUERY,
          column,
          median(scale.queries(), () -> read(connection, partition(), TableScale.PARTITION)));
      results.add(
          Figure.SCAN, column, median(scale.pages(), () -> read(connection, partition(), PAGE)));
      results.add(
          Figure.TRANSACTION,
          column,
          median(scale.transactions(), () -> write(connection, partition(), TableScale.PARTITION)));
      results.add(Figure.WRITES, column, writes());
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** What is measured. */
  private interface Call {
    void run() throws SQLException;
  }

  private static double median(int calls, Call call) throws SQLException {
    var nanos = new long[calls];
    for (var i = 0; i < calls; i++) {
      var begun = System.nanoTime();
      call.run();
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[calls / 2] / 1e6;
  }

  private int item() {
    return random.nextInt(scale.items());
  }

  private int partition() {
    return random.nextInt(scale.partitions()) * TableScale.PARTITION;
  }

  private static byte[] key(int item) {
    return ByteBuffer.allocate(24).putInt(20, item).array();
  }

  private byte[] value() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private double load(Connection connection) throws SQLException {
    var begun = System.nanoTime();
    connection.setAutoCommit(false);
    try (var insert = connection.prepareStatement("INSERT INTO item (k, v) VALUES (?, ?)")) {
      for (var item = 0; item < scale.items(); item++) {
        insert.setBytes(1, key(item));
        insert.setBytes(2, value());
        insert.addBatch();
        if (item % LOADED == LOADED - 1 || item == scale.items() - 1) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
    connection.setAutoCommit(true);
    return scale.items() / ((System.nanoTime() - begun) / 1e9);
  }

  private static void read(Connection connection, int from, int most) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT k, v FROM item WHERE k >= ? ORDER BY k LIMIT ?")) {
      select.setBytes(1, key(from));
      select.setInt(2, most);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          rows.getBytes(2);
        }
      }
    }
  }

  private void write(Connection connection, int from, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (var update = connection.prepareStatement("UPDATE item SET v = ? WHERE k = ?");
        var insert = connection.prepareStatement("INSERT INTO change (k, v) VALUES (?, ?)")) {
      for (var item = from; item < from + count; item++) {
        update.setBytes(1, value());
        update.setBytes(2, key(item));
        update.addBatch();
        insert.setBytes(1, key(item));
        insert.setBytes(2, value());
        insert.addBatch();
      }
      update.executeBatch();
      insert.executeBatch();
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  private double writes() throws SQLException, InterruptedException, IOException {
    var each = Math.max(1, WRITERS * scale.writesEach() / CONNECTIONS);
    var running = new ArrayList<Future<?>>();
    var begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (var i = 0; i < CONNECTIONS; i++) {
        var first = scale.items() / CONNECTIONS * i;
        running.add(
            threads.submit(
                () -> {
                  try (var connection = DriverManager.getConnection(url)) {
                    for (var n = 0; n < each; n++) {
                      write(connection, first + random.nextInt(scale.items() / CONNECTIONS), 1);
                    }
                  }
                  return null;
                }));
      }
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    return each * CONNECTIONS / ((System.nanoTime() - begun) / 1e9);
  }
}
