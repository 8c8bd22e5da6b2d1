package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The topics of all accounts and regions. */
final class TopicStore {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  TopicStore(Database database) {
    this.database = database;
  }

  @Nullable Topic find(String arn) {
    return find(arn, "");
  }

  private @Nullable Topic find(String arn, String locking) {
    return database
        .jdbc()
        .sql("select * from topic where arn = ?" + locking)
        .param(arn)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** Makes a topic; false if there is one of that name. */
  boolean create(Topic topic, long now) {
    var arn = topic.arn();
    return database
            .jdbc()
            .sql(
                """
                insert into topic (arn, account_id, region, name, created_at, attributes, tags)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                arn.toString(),
                arn.accountId(),
                arn.region(),
                arn.name(),
                now,
                json.writeValueAsString(topic.attributes()),
                json.writeValueAsString(topic.tags()))
            .update()
        == 1;
  }

  /** Changes a topic as one transaction; false if there is none. */
  boolean change(TopicArn arn, UnaryOperator<Topic> change) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(
                _ -> {
                  var topic = find(arn.toString(), " for update");
                  if (topic == null) {
                    return false;
                  }
                  var changed = change.apply(topic);
                  return database
                          .jdbc()
                          .sql("update topic set attributes = ?, tags = ? where arn = ?")
                          .params(
                              json.writeValueAsString(changed.attributes()),
                              json.writeValueAsString(changed.tags()),
                              arn.toString())
                          .update()
                      == 1;
                }));
  }

  /** Deletes a topic and its subscriptions, if it is there. */
  void delete(TopicArn arn) {
    database.jdbc().sql("delete from topic where arn = ?").param(arn.toString()).update();
  }

  /** ARNs after one, in order. */
  List<String> list(String accountId, String region, String after, int limit) {
    return database
        .jdbc()
        .sql(
            "select arn from topic where account_id = ? and region = ? and arn > ?"
                + " order by arn limit ?")
        .params(accountId, region, after, limit)
        .query((row, _) -> row.getString("arn"))
        .list();
  }

  /** How many subscriptions a topic has; all that are simulated are confirmed. */
  int subscriptions(TopicArn arn) {
    return database
        .jdbc()
        .sql("select count(*) from subscription where topic_arn = ?")
        .param(arn.toString())
        .query(Integer.class)
        .single();
  }

  private Topic read(ResultSet row, int number) throws SQLException {
    return new Topic(
        new TopicArn(row.getString("region"), row.getString("account_id"), row.getString("name")),
        json.readValue(row.getString("attributes"), TEXTS),
        json.readValue(row.getString("tags"), TEXTS));
  }
}
