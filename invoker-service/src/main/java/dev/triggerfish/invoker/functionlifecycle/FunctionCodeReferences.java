package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.code.CodeReferences;

/**
 * The deployment packages and layers of functions' versions, those that serve and those to come.
 */
final class FunctionCodeReferences implements CodeReferences {

  private final Database database;

  FunctionCodeReferences(Database database) {
    this.database = database;
  }

  @Override
  public boolean usesCode(String sha256) {
    return isCode(sha256) || isLayer(sha256);
  }

  /** Asked rarely, as most packages are found in other ways: not worth a table. */
  private boolean isLayer(String sha256) {
    return !database
        .jdbc()
        .sql(
            "SELECT 1 FROM function_version"
                + " WHERE settings LIKE :layer OR serving LIKE :layer LIMIT 1")
        .param("layer", "%\"" + sha256 + "\"%")
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  private boolean isCode(String sha256) {
    return !database
        .jdbc()
        .sql(
            "SELECT 1 FROM function_version"
                + " WHERE code_sha256 = :code OR serving_code_sha256 = :code LIMIT 1")
        .param("code", sha256)
        .query(Integer.class)
        .list()
        .isEmpty();
  }
}
