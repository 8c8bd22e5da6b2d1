package dev.triggerfish.aws.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/" + service)
        .loggers("slf4j")
        .load()
        .migrate();
    var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    return new Database(JdbcClient.create(dataSource), transactions);
  }

  private DataSource dataSource(String service) {
    var config = new HikariConfig();
    config.setPoolName(service);
    var url = properties.databaseUrl();
    if (url == null || url.isEmpty()) {
      config.setJdbcUrl(h2Url(service));
      config.setUsername("sa");
      config.setPassword("");
    } else {
      config.setJdbcUrl(url);
      config.setUsername(properties.databaseUser());
      config.setPassword(properties.databasePassword());
      config.setSchema(service);
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
    var file = folder(service).resolve("database");
    return "jdbc:h2:file:"
        + file
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE"
        + (properties.ephemeral() ? "" : ";WRITE_DELAY=0");
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
