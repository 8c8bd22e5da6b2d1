package dev.triggerfish.testkit;

import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.storage.SqlDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  private static final String RECYCLING = resource("recycle.sql");

  private static @Nullable PostgresServer running;

  private final String url;
  private final String parameters;
  private final String prefix =
      "test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + "_";
  private final AtomicInteger copies = new AtomicInteger();
  private final Map<String, String> templates = new HashMap<>();
  private final Map<String, Queue<HikariDataSource>> free = new ConcurrentHashMap<>();

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

  /**
   * A pool of connections to a database that is as migrations leave it and that nobody else uses:
   * one that was given back, or a copy of the migrated one.
   */
  HikariDataSource take(String service) {
    var idle = free(service).poll();
    if (idle != null) {
      return idle;
    }
    var copy = prefix + copies.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + copy + " TEMPLATE " + template(service));
    var config = TestDatabase.pool(service);
    config.setJdbcUrl(url(copy));
    config.setSchema(service);
    return new HikariDataSource(config);
  }

  /**
   * Gives a database back. One that is in use still, or whose tables were changed, is not used
   * again.
   */
  void giveBack(String service, HikariDataSource pool) {
    if (pool.getHikariPoolMXBean().getActiveConnections() == 0 && recycle(pool)) {
      free(service).add(pool);
    } else {
      pool.close();
    }
  }

  private Queue<HikariDataSource> free(String service) {
    return free.computeIfAbsent(service, _ -> new ConcurrentLinkedQueue<>());
  }

  private static boolean recycle(HikariDataSource pool) {
    return JdbcClient.create(pool)
        .sql("SELECT recycle.run()")
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  private synchronized String template(String service) {
    return templates.computeIfAbsent(
        service,
        _ -> {
          var template = prefix + service.replace('-', '_');
          execute("postgres", "CREATE DATABASE " + template);
          SqlDialect.POSTGRESQL.migrate(new DriverManagerDataSource(url(template)), service);
          execute(template, RECYCLING.replace("${service}", service));
          return template;
        });
  }

  private void execute(String database, String sql) {
    try (var connection = DriverManager.getConnection(url(database));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refuses " + sql, e);
    }
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(PostgresServer.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
