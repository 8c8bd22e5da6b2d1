package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.code.CodeReferences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Layers in SQL: a layer keeps count of its versions when all of them are gone. */
final class LayerStore implements CodeReferences {

  private static final String OF_LAYER =
      " WHERE account_id = :account AND region = :region AND name = :name";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  LayerStore(Database database) {
    this.database = database;
  }

  /** Adds a version under the next number. */
  LayerVersion publish(LayerKey layer, LayerVersion.Content content) {
    try {
      return insert(layer, content);
    } catch (DuplicateKeyException e) {
      // Somebody else made the layer's first version; now there is one to count from.
      return insert(layer, content);
    }
  }

  private LayerVersion insert(LayerKey layer, LayerVersion.Content content) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(
                transaction -> {
                  var version = new LayerKey.Version(layer, nextNumber(layer));
                  of(
                          version,
                          """
                          INSERT INTO layer_version
                            (account_id, region, name, version, code_sha256, content)
                          VALUES (:account, :region, :name, :version, :code, :content)
                          """)
                      .param("code", content.sha256())
                      .param("content", json.writeValueAsString(content))
                      .update();
                  return new LayerVersion(version, content);
                }));
  }

  /** The row stays locked until the transaction ends. */
  private long nextNumber(LayerKey layer) {
    var counted =
        of(layer, "UPDATE lambda_layer SET last_version = last_version + 1" + OF_LAYER).update();
    if (counted == 0) {
      of(
              layer,
              "INSERT INTO lambda_layer (account_id, region, name, last_version)"
                  + " VALUES (:account, :region, :name, 1)")
          .update();
      return 1;
    }
    return of(layer, "SELECT last_version FROM lambda_layer" + OF_LAYER).query(Long.class).single();
  }

  @Nullable LayerVersion find(LayerKey.Version version) {
    return of(version, "SELECT * FROM layer_version" + OF_LAYER + " AND version = :version")
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** Removes a version, if it is there. */
  void delete(LayerKey.Version version) {
    of(version, "DELETE FROM layer_version" + OF_LAYER + " AND version = :version").update();
  }

  /**
   * A layer's versions, the newest first.
   *
   * @param before the number that they are below
   */
  List<LayerVersion> versions(LayerKey layer, long before) {
    return of(
            new LayerKey.Version(layer, before),
            "SELECT * FROM layer_version"
                + OF_LAYER
                + " AND version < :version ORDER BY version DESC")
        .query(this::read)
        .list();
  }

  /**
   * Names of layers, with or without versions.
   *
   * @param after account, region, and the name that they come after
   * @param most how many at most
   */
  List<String> names(LayerKey after, int most) {
    return of(
            after,
            """
            SELECT name FROM lambda_layer
            WHERE account_id = :account AND region = :region AND name > :name
            ORDER BY name LIMIT :most
            """)
        .param("most", most)
        .query((row, number) -> row.getString("name"))
        .list();
  }

  @Override
  public boolean usesCode(String sha256) {
    return !database
        .jdbc()
        .sql("SELECT 1 FROM layer_version WHERE code_sha256 = :code LIMIT 1")
        .param("code", sha256)
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  private StatementSpec of(LayerKey layer, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", layer.accountId())
        .param("region", layer.region())
        .param("name", layer.name());
  }

  private StatementSpec of(LayerKey.Version version, String sql) {
    return of(version.layer(), sql).param("version", version.version());
  }

  private LayerVersion read(ResultSet row, int number) throws SQLException {
    var layer =
        new LayerKey(row.getString("account_id"), row.getString("region"), row.getString("name"));
    return new LayerVersion(
        new LayerKey.Version(layer, row.getLong("version")),
        json.readValue(row.getString("content"), LayerVersion.Content.class));
  }
}
