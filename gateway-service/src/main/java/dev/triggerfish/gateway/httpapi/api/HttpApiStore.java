package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.storage.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** APIs and their deployments in SQL: what is searched by in columns, the rest as JSON. */
public final class HttpApiStore {

  private static final String OF_DEPLOYMENT =
      " http_api_deployment WHERE api_id = :api AND deployment_id = :deployment";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  HttpApiStore(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /** False if the id is taken. */
  boolean insert(HttpApi api) {
    return ofApi(
                """
                INSERT INTO http_api (api_id, account_id, region, definition)
                VALUES (:api, :account, :region, :definition) ON CONFLICT DO NOTHING
                """,
                api.apiId())
            .param("account", api.accountId())
            .param("region", api.region())
            .param("definition", json.writeValueAsString(api))
            .update()
        == 1;
  }

  public @Nullable HttpApi find(String apiId) {
    return read("SELECT definition FROM http_api WHERE api_id = :api", apiId);
  }

  /** With its row locked until the end of the transaction: changes of one API follow another. */
  @Nullable HttpApi lock(String apiId) {
    return read("SELECT definition FROM http_api WHERE api_id = :api FOR UPDATE", apiId);
  }

  private @Nullable HttpApi read(String sql, String apiId) {
    return ofApi(sql, apiId)
        .query(String.class)
        .optional()
        .map(definition -> json.readValue(definition, HttpApi.class))
        .orElse(null);
  }

  public List<HttpApi> list(String accountId, String region, String after, int most) {
    return database
        .jdbc()
        .sql(
            """
            SELECT definition FROM http_api
            WHERE account_id = :account AND region = :region AND api_id > :after
            ORDER BY api_id LIMIT :most
            """)
        .param("account", accountId)
        .param("region", region)
        .param("after", after)
        .param("most", most)
        .query(String.class)
        .list()
        .stream()
        .map(definition -> json.readValue(definition, HttpApi.class))
        .toList();
  }

  int count(String accountId, String region) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM http_api WHERE account_id = :account AND region = :region")
        .param("account", accountId)
        .param("region", region)
        .query(Integer.class)
        .single();
  }

  public void update(HttpApi api) {
    ofApi("UPDATE http_api SET definition = :definition WHERE api_id = :api", api.apiId())
        .param("definition", json.writeValueAsString(api))
        .update();
  }

  void delete(String apiId) {
    ofApi("DELETE FROM http_api WHERE api_id = :api", apiId).update();
  }

  public void insert(String apiId, ApiDeployment deployment) {
    ofDeployment(
            "INSERT INTO http_api_deployment (api_id, deployment_id, definition)"
                + " VALUES (:api, :deployment, :definition)",
            apiId,
            deployment.deploymentId())
        .param("definition", json.writeValueAsString(deployment))
        .update();
  }

  public @Nullable ApiDeployment deployment(String apiId, String deploymentId) {
    return ofDeployment("SELECT definition FROM" + OF_DEPLOYMENT, apiId, deploymentId)
        .query(String.class)
        .optional()
        .map(definition -> json.readValue(definition, ApiDeployment.class))
        .orElse(null);
  }

  public List<ApiDeployment> deployments(String apiId, String after, int most) {
    return ofApi(
            """
            SELECT definition FROM http_api_deployment
            WHERE api_id = :api AND deployment_id > :after ORDER BY deployment_id LIMIT :most
            """,
            apiId)
        .param("after", after)
        .param("most", most)
        .query(String.class)
        .list()
        .stream()
        .map(definition -> json.readValue(definition, ApiDeployment.class))
        .toList();
  }

  public int countDeployments(String apiId) {
    return ofApi("SELECT count(*) FROM http_api_deployment WHERE api_id = :api", apiId)
        .query(Integer.class)
        .single();
  }

  public void update(String apiId, ApiDeployment deployment) {
    ofDeployment(
            "UPDATE http_api_deployment SET definition = :definition"
                + " WHERE api_id = :api AND deployment_id = :deployment",
            apiId,
            deployment.deploymentId())
        .param("definition", json.writeValueAsString(deployment))
        .update();
  }

  public void deleteDeployment(String apiId, String deploymentId) {
    ofDeployment("DELETE FROM" + OF_DEPLOYMENT, apiId, deploymentId).update();
  }

  private StatementSpec ofApi(String sql, String apiId) {
    return database.jdbc().sql(sql).param("api", apiId);
  }

  private StatementSpec ofDeployment(String sql, String apiId, String deploymentId) {
    return ofApi(sql, apiId).param("deployment", deploymentId);
  }
}
