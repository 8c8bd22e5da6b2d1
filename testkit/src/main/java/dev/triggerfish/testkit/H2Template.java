package dev.triggerfish.testkit;

import dev.triggerfish.aws.storage.SqlDialect;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that make a migrated H2 database in memory. */
final class H2Template {

  private static final Map<String, H2Template> TEMPLATES = new ConcurrentHashMap<>();

  private final String script;

  private H2Template(String service) {
    var source = new JdbcDataSource();
    source.setURL(SqlDialect.h2Url("mem:" + UUID.randomUUID()));
    source.setUser("sa");
    try (var keptOpen = source.getConnection()) {
      SqlDialect.H2.migrate(source, service);
      script =
          String.join(
              "\n", JdbcClient.create(source).sql("SCRIPT NOSETTINGS").query(String.class).list());
      keptOpen.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 cannot be opened", e);
    }
  }

  static H2Template of(String service) {
    return TEMPLATES.computeIfAbsent(service, H2Template::new);
  }

  /** Makes a database in memory and returns its URL; it is there until {@link #drop}. */
  String copy() {
    var url = SqlDialect.h2Url("mem:" + UUID.randomUUID()) + ";DB_CLOSE_DELAY=-1";
    execute(url, script);
    return url;
  }

  static void drop(String url) {
    execute(url, "SHUTDOWN IMMEDIATELY");
  }

  private static void execute(String url, String sql) {
    try (var connection = DriverManager.getConnection(url, "sa", "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("H2 refuses " + sql, e);
    }
  }
}
