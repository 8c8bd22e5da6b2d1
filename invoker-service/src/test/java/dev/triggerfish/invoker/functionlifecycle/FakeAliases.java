package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Aliases of the function {@code fn}, in memory and as rows that hold its versions. */
final class FakeAliases implements FunctionAliases {

  private final Database database;
  private final Map<String, AliasRoute> routes = new TreeMap<>();

  FakeAliases(Database database) {
    this.database = database;
  }

  void put(String alias, String version, @Nullable String additional, double weight) {
    routes.put(alias, new AliasRoute(version, additional, weight));
    database
        .jdbc()
        .sql(
            "INSERT INTO function_alias VALUES ('000000000000', 'us-east-1', 'fn', :alias, 'r', '',"
                + " :version, :additional, :weight)")
        .param("alias", alias)
        .param("version", version)
        .param("additional", additional)
        .param("weight", weight)
        .update();
  }

  @Override
  public @Nullable String revision(FunctionKey function, String alias) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void renew(FunctionKey function, String alias, String revisionId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable AliasRoute route(FunctionKey function, String alias) {
    return routes.get(alias);
  }

  @Override
  public List<String> leadingTo(FunctionKey function, String version) {
    return routes.entrySet().stream()
        .filter(
            each ->
                each.getValue().primary().equals(version)
                    || version.equals(each.getValue().additional()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<String> removeAll(FunctionKey function) {
    database.jdbc().sql("DELETE FROM function_alias").update();
    var names = new ArrayList<>(routes.keySet());
    routes.clear();
    return names;
  }
}
