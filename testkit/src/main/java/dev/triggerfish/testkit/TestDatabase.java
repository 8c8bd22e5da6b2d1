package dev.triggerfish.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.aws.storage.SqlDialect;
import java.nio.file.Path;

/**
 * A service's database of a test's own: as the migrations leave it, and gone when it is closed.
 * Migrations run once per process and service; each test gets a copy.
 */
public final class TestDatabase implements AutoCloseable {

  private final SqlDialect dialect;
  private final HikariDataSource dataSource;
  private final Database database;
  private final Runnable removal;

  private TestDatabase(SqlDialect dialect, HikariConfig config, Runnable removal) {
    this.dialect = dialect;
    this.dataSource = new HikariDataSource(config);
    this.database = Database.of(dataSource);
    this.removal = removal;
  }

  /** An H2 database in memory; {@link OnEachDatabase} is how a test runs on both. */
  public static TestDatabase h2(String service) {
    return open(SqlDialect.H2, service);
  }

  static TestDatabase open(SqlDialect dialect, String service) {
    var config = pool(service);
    return switch (dialect) {
      case H2 -> {
        var url = H2Template.of(service).copy();
        config.setJdbcUrl(url);
        config.setUsername("sa");
        yield new TestDatabase(dialect, config, () -> H2Template.drop(url));
      }
      case POSTGRESQL -> {
        var server = PostgresServer.running();
        var copy = server.copy(service);
        config.setJdbcUrl(server.url(copy));
        config.setSchema(service);
        yield new TestDatabase(dialect, config, () -> server.drop(copy));
      }
    };
  }

  private static HikariConfig pool(String service) {
    var config = new HikariConfig();
    config.setPoolName(service);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    return config;
  }

  /** The kind of database. */
  public SqlDialect dialect() {
    return dialect;
  }

  /** The JDBC URL, with which another process can open it if it is PostgreSQL. */
  public String url() {
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
        return files.resolve(service);
      }
    };
  }

  @Override
  public void close() {
    dataSource.close();
    removal.run();
  }
}
