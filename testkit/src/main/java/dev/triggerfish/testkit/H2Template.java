package dev.triggerfish.testkit;

import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.storage.SqlDialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrated H2 databases in memory: copies of one on which the migrations ran. A copy that a test
 * gives back is emptied and used again, which is much faster than another copy.
 */
final class H2Template {

  private static final String OURS =
      "table_schema = 'public' AND table_name <> 'flyway_schema_history'";

  private static final Map<String, H2Template> TEMPLATES = new ConcurrentHashMap<>();

  private final String service;
  private final String script;
  private final String shape;
  private final String recycling;
  private final Queue<HikariDataSource> free = new ConcurrentLinkedQueue<>();

  private H2Template(String service) {
    this.service = service;
    try (var migrated = empty()) {
      SqlDialect.H2.migrate(migrated, service);
      var statements = strings(migrated, "SCRIPT NOSETTINGS");
      script = String.join("\n", statements);
      shape = shape(migrated);
      recycling = recycling(migrated, statements);
    }
  }

  static H2Template of(String service) {
    return TEMPLATES.computeIfAbsent(service, H2Template::new);
  }

  /** A database as migrations leave it, which nobody else uses. */
  HikariDataSource take() {
    var idle = free.poll();
    if (idle != null) {
      return idle;
    }
    var copy = empty();
    execute(copy, script);
    return copy;
  }

  /**
   * Gives a database back. One that is in use still, or whose tables were changed, is not used
   * again.
   */
  void giveBack(HikariDataSource pool) {
    if (pool.getHikariPoolMXBean().getActiveConnections() == 0 && shape.equals(shape(pool))) {
      execute(pool, recycling);
      free.add(pool);
    } else {
      pool.close();
    }
  }

  /** A database that is gone when its pool is closed. */
  private HikariDataSource empty() {
    var config = TestDatabase.pool(service);
    config.setJdbcUrl(SqlDialect.h2Url("mem:" + UUID.randomUUID()));
    config.setUsername("sa");
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }

  /** Tables and columns, which no test may have changed. */
  private static String shape(DataSource source) {
    return strings(
            source,
            """
            SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
            FROM information_schema.columns WHERE table_schema = 'public'
            ORDER BY table_name, ordinal_position
            """)
        .toString();
  }

  private static String recycling(DataSource source, List<String> script) {
    var statements = new StringBuilder("SET REFERENTIAL_INTEGRITY FALSE;\n");
    strings(source, "SELECT table_name FROM information_schema.tables WHERE " + OURS)
        .forEach(
            name ->
                statements
                    .append("TRUNCATE TABLE \"")
                    .append(name)
                    .append("\" RESTART IDENTITY;\n"));
    script.stream()
        .filter(line -> line.startsWith("INSERT INTO") && !line.contains("flyway_schema_history"))
        .forEach(line -> statements.append(line).append('\n'));
    strings(
            source,
            """
            SELECT 'ALTER SEQUENCE "' || sequence_name || '" RESTART WITH ' || base_value || ';'
            FROM information_schema.sequences WHERE sequence_schema = 'public'
            """)
        .forEach(line -> statements.append(line).append('\n'));
    return statements.append("SET REFERENTIAL_INTEGRITY TRUE;").toString();
  }

  private static List<String> strings(DataSource source, String sql) {
    return JdbcClient.create(source).sql(sql).query((row, _) -> row.getString(1)).list();
  }

  private static void execute(DataSource source, String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("H2 refuses " + sql, e);
    }
  }
}
