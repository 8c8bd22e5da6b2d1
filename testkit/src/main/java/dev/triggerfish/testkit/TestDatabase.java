package dev.triggerfish.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.aws.storage.SqlDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A service's database of a test's own: as the migrations leave it, and gone when it is closed.
 * Migrations run once per process and service; each test gets a copy.
 */
public final class TestDatabase implements AutoCloseable {

  /** So many statements and transactions can be under way at once; more wait. */
  public static final int CONNECTIONS = 8;

  private final SqlDialect dialect;
  private final HikariDataSource dataSource;
  private final Database database;
  private final Runnable removal;
  private boolean shared;

  private TestDatabase(SqlDialect dialect, HikariDataSource dataSource, Runnable removal) {
    this.dialect = dialect;
    this.dataSource = dataSource;
    this.database = Database.of(dataSource);
    this.removal = removal;
  }

  /** An H2 database in memory; {@link OnEachDatabase} is how a test runs on both. */
  public static TestDatabase h2(String service) {
    return open(SqlDialect.H2, service);
  }

  static TestDatabase open(SqlDialect dialect, String service) {
    return switch (dialect) {
      case H2 -> {
        var template = H2Template.of(service);
        var pool = template.take();
        yield new TestDatabase(dialect, pool, () -> template.giveBack(pool));
      }
      case POSTGRESQL -> {
        var server = PostgresServer.running();
        var pool = server.take(service);
        yield new TestDatabase(dialect, pool, () -> server.giveBack(service, pool));
      }
    };
  }

  static HikariConfig pool(String service) {
    var config = new HikariConfig();
    config.setPoolName(service);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    return config;
  }

  /** The kind of database. */
  public SqlDialect dialect() {
    return dialect;
  }

  /** The JDBC URL, by which another process can open the database if it is PostgreSQL. */
  public String url() {
    shared = true;
    return dataSource.getJdbcUrl();
  }

  /** The database, as services get it. */
  public Database database() {
    return database;
  }

  /**
   * Storage whose database is this one, for whichever service asks, and whose files are in a folder
   * below.
   */
  public ServiceStorage storage(Path files) {
    return new ServiceStorage() {
      @Override
      public Database database(String service) {
        return database;
      }

      @Override
      public Path folder(String service) {
        try {
          return Files.createDirectories(files.resolve(service));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  @Override
  public void close() {
    if (shared) {
      dataSource.close();
    } else {
      removal.run();
    }
  }
}
