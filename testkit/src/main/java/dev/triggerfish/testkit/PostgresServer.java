package dev.triggerfish.testkit;

import dev.triggerfish.aws.storage.SqlDialect;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The PostgreSQL server that the tests of this process run on. The environment variable {@value
 * #SETTING} says which:
 *
 * <ul>
 *   <li>a JDBC URL with user and password names a running server, whose user may create databases;
 *   <li>{@code required} starts one from the installed package, and fails where there is none;
 *   <li>without it one is started where the package is installed, and tests that need it are
 *       skipped elsewhere.
 * </ul>
 */
final class PostgresServer {

  static final String SETTING = "TRIGGERFISH_TEST_POSTGRES";

  private static final String MISSING =
      "No PostgreSQL here: install it (Debian: apt-get install postgresql), or set "
          + SETTING
          + " to the JDBC URL of a running server";

  private static @Nullable PostgresServer running;

  private final String url;
  private final String parameters;
  private final String prefix =
      "test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + "_";
  private final AtomicInteger copies = new AtomicInteger();
  private final Map<String, String> templates = new HashMap<>();

  /**
   * Uses a running server.
   *
   * @param url of its database {@code postgres}
   */
  private PostgresServer(String url) {
    var end = url.indexOf('?');
    this.parameters = end < 0 ? "" : url.substring(end);
    var address = end < 0 ? url : url.substring(0, end);
    this.url = address.substring(0, address.lastIndexOf('/') + 1);
  }

  /** Says why tests on PostgreSQL are to be skipped; empty if they are not. */
  static Optional<String> reasonToSkip() {
    return setting().isEmpty() && InstalledPostgres.find().isEmpty()
        ? Optional.of(MISSING)
        : Optional.empty();
  }

  /**
   * The server, started if need be.
   *
   * @throws IllegalStateException if there is none
   */
  static synchronized PostgresServer running() {
    if (running == null) {
      var setting = setting();
      running =
          new PostgresServer(
              setting.startsWith("jdbc:")
                  ? setting
                  : InstalledPostgres.find()
                      .orElseThrow(() -> new IllegalStateException(MISSING))
                      .start());
    }
    return running;
  }

  private static String setting() {
    return Optional.ofNullable(System.getenv(SETTING)).orElse("");
  }

  /** The JDBC URL of one of its databases. */
  String url(String database) {
    return url + database + parameters;
  }

  /** Copies a service's migrated database, and returns the name of the copy. */
  String copy(String service) {
    var copy = prefix + copies.incrementAndGet();
    execute("CREATE DATABASE " + copy + " TEMPLATE " + template(service));
    return copy;
  }

  private synchronized String template(String service) {
    return templates.computeIfAbsent(
        service,
        _ -> {
          var template = prefix + service.replace('-', '_');
          execute("CREATE DATABASE " + template);
          SqlDialect.POSTGRESQL.migrate(new DriverManagerDataSource(url(template)), service);
          return template;
        });
  }

  /** Removes a database and ends what is connected to it. */
  void drop(String database) {
    execute("DROP DATABASE " + database + " WITH (FORCE)");
  }

  private void execute(String sql) {
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refuses " + sql, e);
    }
  }
}
