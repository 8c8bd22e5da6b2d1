package dev.triggerfish.aws.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an H2 file from growing while it is written. With {@code WRITE_DELAY=0}, which makes each
 * commit durable, H2 compacts a file only when it is closed. So this does meanwhile what H2's own
 * background thread does otherwise (ADR 21): what is alive in chunks that are mostly dead is
 * written anew, and chunks move up where much of the file is free.
 */
final class Compaction implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /** Until it is looked again whether there is anything to do. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Between two steps at least; a step that took longer is followed by as long a pause. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** After the last commit; what was written just now may not be moved yet. */
  private static final Duration FOLLOWED = Duration.ofSeconds(30);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  /** Bytes; smaller files are left alone. */
  private static final long SMALL = 64 * 1_024 * 1_024;

  /** Bytes of a step; commits wait while they are copied. */
  private static final int STEP = 1_024 * 1_024;

  /** Bytes of a step that is urgent: it follows the last one without a pause. */
  private static final int URGENT_STEP = 4 * STEP;

  /** Least percentage of what chunks hold. */
  private static final int ALIVE = 60;

  /** Least percentage of the file. */
  private static final int IN_USE = 50;

  /** Percentage of the file that is alive, below which writers have to wait. */
  private static final int URGENT = 40;

  private final String service;
  private final String url;
  private final ScheduledThreadPoolExecutor thread;

  /** Keeps the database open, also while the pool has no connection. */
  private Connection connection;

  private MVStore store;
  private long version;
  private long changedAt = System.nanoTime();

  /**
   * Opens a database and begins.
   *
   * @param service whose database it is
   * @param url of a file
   */
  Compaction(String service, String url) {
    this.service = service;
    this.url = url;
    try {
      connection = DriverManager.getConnection(url, SqlStorage.H2_USER, "");
      store = store(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The database of " + service + " cannot be opened", e);
    }
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("compaction-" + service).factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    after(IDLE);
  }

  private void after(Duration pause) {
    var _ = thread.schedule(this::run, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static MVStore store(Connection connection) throws SQLException {
    var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  private void run() {
    var pause = AFTER_FAILURE;
    try {
      if (store.isClosed()) {
        reopen();
      }
      pause = isToBeFollowed() ? step() : IDLE;
      version = store.getCurrentVersion();
    } catch (SQLException | MVStoreException e) {
      LOG.warn("The database of {} is not compacted, trying again soon", service, e);
    } finally {
      if (!thread.isShutdown()) {
        after(pause);
      }
    }
  }

  /** H2 closes a database that could not be written; whoever uses it next opens it again. */
  private void reopen() throws SQLException {
    connection.close();
    connection = DriverManager.getConnection(url, SqlStorage.H2_USER, "");
    store = store(connection);
  }

  private boolean isToBeFollowed() {
    var now = System.nanoTime();
    if (store.getCurrentVersion() != version) {
      changedAt = now;
    }
    return now - changedAt < FOLLOWED.toNanos();
  }

  /** Returns the pause until the next one. */
  private Duration step() {
    if (!(store.getFileStore() instanceof RandomAccessStore file) || file.size() < SMALL) {
      return IDLE;
    }
    var begun = System.nanoTime();
    var urgent = file.getChunksFillRate() * file.getFillRate() < 100 * URGENT;
    var most = urgent ? URGENT_STEP : STEP;
    var rewritten = store.compact(ALIVE, most);
    if (rewritten) {
      store.commit();
    }
    if (file.getFillRate() < IN_USE) {
      file.compactMoveChunks(IN_USE, most, store);
    } else if (!rewritten) {
      return IDLE;
    }
    var taken = Duration.ofNanos(System.nanoTime() - begun);
    return urgent ? Duration.ZERO : taken.compareTo(PAUSE) > 0 ? taken : PAUSE;
  }

  /** To be called when the pool is closed: the last connection closes the database. */
  @Override
  public void close() {
    // Not by an interrupt, which would close the file under a write.
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The database of {} is still being compacted", service);
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("The database of {} was not closed well", service, e);
    }
  }
}
