package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.TestDatabase;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** An account of 1,000 and its functions, in H2. */
public final class AccountFixture implements FunctionCatalog, FunctionResolver {

  private final Database database;
  public final ManualClock clock = new ManualClock();
  private RunningInvocations invocations;
  private ConcurrencySettings settings;

  public AccountFixture(TestDatabase database) {
    this.database = database.database();
    invocations = new RunningInvocations(1_000, System::nanoTime);
    settings = new ConcurrencySettings(new SqlConcurrencyStore(this.database), invocations, 1_000);
  }

  /** What a process does when it starts. */
  public void restart() {
    invocations = new RunningInvocations(1_000, System::nanoTime);
    settings = new ConcurrencySettings(new SqlConcurrencyStore(database), invocations, 1_000);
  }

  void create(String name) {
    database
        .jdbc()
        .sql("INSERT INTO lambda_function (account_id, region, name, tags) VALUES (?, ?, ?, '{}')")
        .params(ConcurrencyFixtures.ACCOUNT, ConcurrencyFixtures.REGION, name)
        .update();
  }

  void delete(String name) {
    database.jdbc().sql("DELETE FROM lambda_function WHERE name = ?").param(name).update();
  }

  RunningInvocations invocations() {
    return invocations;
  }

  ConcurrencySettings settings() {
    return settings;
  }

  public AccountLimits limits() {
    return settings;
  }

  FunctionConcurrency operations() {
    return new FunctionConcurrency(settings, this, this);
  }

  @Override
  public boolean exists(FunctionName name) {
    return database
            .jdbc()
            .sql("SELECT COUNT(*) FROM lambda_function WHERE name = ?")
            .param(name.name())
            .query(Integer.class)
            .single()
        > 0;
  }

  @Override
  public @Nullable String roleOf(FunctionKey function, String version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Usage usage(String accountId, String region) {
    return new Usage(3, 4_000);
  }

  @Override
  public ResolvedFunction resolve(
      String accountId, String region, String name, @Nullable String qualifier) {
    if (!exists(accountId, region, name)) {
      throw ResourceNotFoundException.builder().message("Resolved to nothing").build();
    }
    return new ResolvedFunction(ConcurrencyFixtures.function(name), "arn");
  }

  /** The account's root in a region. */
  public static Caller callerIn(String region) {
    return new Caller(
        new Principal.Root(ConcurrencyFixtures.ACCOUNT),
        ConcurrencyFixtures.ACCOUNT,
        region,
        "request",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null);
  }

  public static Caller caller() {
    return callerIn(ConcurrencyFixtures.REGION);
  }
}
