package dev.triggerfish.aws.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The two databases that every statement of ours runs on, and what is set so that it does. */
public enum SqlDialect {
  /** Embedded, one database per service, its tables in the default schema. */
  H2 {
    @Override
    FluentConfiguration configure(String service) {
      return Flyway.configure().locations("classpath:db/" + service);
    }
  },

  /**
   * One database for all services, each with a schema of its name. Text columns get the collation
   * "C" after each migration, because AWS lists names in binary order and the default collation of
   * a PostgreSQL server orders them as its administrator's language does. {@code
   * db/postgresql/afterMigrate.sql} does that.
   */
  POSTGRESQL {
    @Override
    FluentConfiguration configure(String service) {
      return Flyway.configure()
          .locations("classpath:db/" + service, "classpath:db/postgresql")
          .schemas(service)
          .createSchemas(true);
    }
  };

  abstract FluentConfiguration configure(String service);

  /**
   * Migrates a service's tables to the newest version by the scripts at {@code
   * classpath:db/<service>}.
   */
  public void migrate(DataSource dataSource, String service) {
    configure(service).dataSource(dataSource).loggers("slf4j").load().migrate();
  }

  /**
   * The JDBC URL of an H2 database. A connection keeps 64 parsed statements, in place of 8: our
   * services have more that they use all the time.
   *
   * @param location such as {@code mem:name} or {@code file:/path}
   */
  public static String h2Url(String location) {
    return "jdbc:h2:"
        + location
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE"
        + ";QUERY_CACHE_SIZE=64";
  }
}
