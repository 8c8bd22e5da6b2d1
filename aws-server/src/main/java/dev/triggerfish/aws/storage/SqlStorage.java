package dev.triggerfish.aws.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** H2 files in the data directory, or one PostgreSQL database with a schema per service. */
final class SqlStorage implements ServiceStorage, AutoCloseable {

  private final StorageProperties properties;
  private final DataDirectory directory;
  private final List<HikariDataSource> open = new ArrayList<>();

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
        config.setJdbcUrl(h2Url(service));
        config.setUsername("sa");
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
   * WRITE_DELAY=0 lets a commit wait for the disk: by default H2 loses the last half second when
   * the process is killed.
   */
  private String h2Url(String service) {
    var url = SqlDialect.h2Url("file:" + folder(service).resolve("database"));
    return properties.ephemeral() ? url : url + ";WRITE_DELAY=0";
  }

  @Override
  public Path folder(String service) {
    return directory.folder(service);
  }

  @Override
  public void close() {
    open.reversed().forEach(HikariDataSource::close);
  }
}
