package dev.triggerfish.aws.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** H2 files in the data directory, or one PostgreSQL database with a schema per service. */
final class SqlStorage implements ServiceStorage, AutoCloseable {

  static final String H2_USER = "sa";

  private final StorageProperties properties;
  private final DataDirectory directory;
  private final List<HikariDataSource> open = new ArrayList<>();
  private final List<Compaction> compactions = new ArrayList<>();

  SqlStorage(StorageProperties properties, DataDirectory directory) {
    this.properties = properties;
    this.directory = directory;
  }

  @Override
  public Database database(String service) {
    var dataSource = dataSource(service);
    dialect().migrate(dataSource, service);
    return Database.of(dataSource, dialect() == SqlDialect.H2);
  }

  private SqlDialect dialect() {
    var url = properties.databaseUrl();
    return url == null || url.isEmpty() ? SqlDialect.H2 : SqlDialect.POSTGRESQL;
  }

  private DataSource dataSource(String service) {
    var config = new HikariConfig();
    config.setPoolName(service);
    switch (dialect()) {
      case H2 -> {
        var url = h2Url(service);
        if (!properties.ephemeral()) {
          compactions.add(new Compaction(service, url));
        }
        config.setJdbcUrl(url);
        config.setUsername(H2_USER);
        config.setPassword("");
      }
      case POSTGRESQL -> {
        config.setJdbcUrl(properties.databaseUrl());
        config.setUsername(properties.databaseUser());
        config.setPassword(properties.databasePassword());
        config.setSchema(service);
      }
    }
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    var dataSource = new HikariDataSource(config);
    open.add(dataSource);
    return dataSource;
  }

  /**
   * WRITE_DELAY=0 lets a commit wait until it is in the file: by default H2 loses the last half
   * second when the process is killed. RETENTION_TIME is how many milliseconds the place of what
   * has been replaced stays unused (H2's own value is 45,000). A file remembers the values that it
   * was opened with last.
   */
  private String h2Url(String service) {
    var url = SqlDialect.h2Url("file:" + folder(service).resolve("database"));
    return properties.ephemeral() ? url : url + ";WRITE_DELAY=0;RETENTION_TIME=1000";
  }

  @Override
  public Path folder(String service) {
    return directory.folder(service);
  }

  @Override
  public void close() {
    open.reversed().forEach(HikariDataSource::close);
    compactions.reversed().forEach(Compaction::close);
  }
}
