package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.testkit.ManualClock;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests stand on: H2 in memory, migrated, and a clock that stands still. */
public final class FunctionFixtures {

  private FunctionFixtures() {}

  /** Platform time that moves for nobody. */
  public static PlatformClock clock() {
    return new ManualClock();
  }

  /** Storage of its own for each call; files below a folder. */
  public static ServiceStorage storage(Path folder) {
    return new MemoryStorage(folder);
  }

  private record MemoryStorage(Path root) implements ServiceStorage {
    @Override
    public Database database(String service) {
      var source = new JdbcDataSource();
      source.setURL(
          "jdbc:h2:mem:"
              + UUID.randomUUID()
              + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
      Flyway.configure().dataSource(source).locations("classpath:db/" + service).load().migrate();
      return new Database(
          JdbcClient.create(source), new TransactionTemplate(new JdbcTransactionManager(source)));
    }

    @Override
    public Path folder(String service) {
      return root.resolve(service);
    }
  }
}
