package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** The operations on aliases over H2, and a function {@code fn} with versions that are rows. */
final class AliasFixture implements FunctionCatalog {

  static final FunctionKey FN = new FunctionKey("000000000000", "us-east-1", "fn");
  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

  final AliasStore store;
  Aliases aliases;

  private final Database database;
  private final Map<String, String> roles = new HashMap<>();

  AliasFixture(TestDatabase database) {
    this.database = database.database();
    store = new AliasStore(this.database);
    aliases = new Aliases(store);
    this.database
        .jdbc()
        .sql(
            "INSERT INTO lambda_function (account_id, region, name, tags)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', '{}')")
        .update();
    version("$LATEST", "role");
    version("1", "role");
    version("2", "role");
  }

  void version(String version, String role) {
    roles.put(version, role);
    database
        .jdbc()
        .sql(
            "INSERT INTO function_version (account_id, region, name, version, life_cycle,"
                + " revision_id, last_modified, settings, code_sha256)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', ?, 'ACTIVE', 'r', 0, '{}', 'c')")
        .param(version)
        .update();
  }

  /** Without word to anybody, as another request does it at the same moment. */
  void removeRow(String version) {
    database.jdbc().sql("DELETE FROM function_version WHERE version = ?").param(version).update();
  }

  /** As another request does it, which has other things to do before it is through. */
  void deleteFunction(Runnable meanwhile) {
    database
        .transactions()
        .executeWithoutResult(
            transaction -> {
              database
                  .jdbc()
                  .sql("SELECT name FROM lambda_function FOR UPDATE")
                  .query()
                  .listOfRows();
              meanwhile.run();
              aliases.removeAll(FN);
              database.jdbc().sql("DELETE FROM lambda_function").update();
            });
  }

  CreateAliasResponse create(Consumer<CreateAliasRequest.Builder> changes) {
    var request =
        CreateAliasRequest.builder()
            .functionName("fn")
            .name("live")
            .functionVersion("1")
            .applyMutation(changes)
            .build();
    return new CreateAlias(aliases, new AliasRules(this)).createAlias(request, caller());
  }

  UpdateAliasResponse update(Consumer<UpdateAliasRequest.Builder> changes) {
    var request =
        UpdateAliasRequest.builder().functionName("fn").name("live").applyMutation(changes).build();
    return new UpdateAlias(aliases, store, new AliasRules(this)).updateAlias(request, caller());
  }

  GetAliasResponse get(String name) {
    var request = GetAliasRequest.builder().functionName("fn").name(name).build();
    return new GetAlias(store, this).getAlias(request, caller());
  }

  ListAliasesResponse list(Consumer<ListAliasesRequest.Builder> changes) {
    var request = ListAliasesRequest.builder().functionName("fn").applyMutation(changes).build();
    return new GetAlias(store, this).listAliases(request, caller());
  }

  static Caller caller() {
    return new Caller(
        new Principal.Root("000000000000"),
        "000000000000",
        "us-east-1",
        "request",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null);
  }

  @Override
  public boolean exists(FunctionName name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable String roleOf(FunctionKey function, String version) {
    return function.equals(FN) ? roles.get(version) : null;
  }

  @Override
  public FunctionCatalog.Usage usage(String accountId, String region) {
    throw new UnsupportedOperationException();
  }
}
