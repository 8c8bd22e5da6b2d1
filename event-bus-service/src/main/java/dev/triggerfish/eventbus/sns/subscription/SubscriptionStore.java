package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The subscriptions of all topics. */
final class SubscriptionStore {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  SubscriptionStore(Database database) {
    this.database = database;
  }

  @Nullable Subscription find(SubscriptionArn arn) {
    return database
        .jdbc()
        .sql("select * from subscription where id = ? and topic_arn = ?")
        .params(arn.id(), arn.topic().toString())
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** All subscriptions of a topic. */
  List<Subscription> ofTopic(String topicArn) {
    return ofTopic(topicArn, "", Integer.MAX_VALUE);
  }

  List<Subscription> ofTopic(String topicArn, String after, int limit) {
    return database
        .jdbc()
        .sql("select * from subscription where topic_arn = ? and id > ? order by id limit ?")
        .params(topicArn, after, limit)
        .query(this::read)
        .list();
  }

  List<Subscription> ofAccount(String accountId, String region, String after, int limit) {
    return database
        .jdbc()
        .sql(
            "select * from subscription where account_id = ? and region = ? and id > ?"
                + " order by id limit ?")
        .params(accountId, region, after, limit)
        .query(this::read)
        .list();
  }

  /**
   * Makes a subscription, unless its topic has one of this endpoint.
   *
   * @param create is given the one that there is, or null; returns the one to make, or null
   * @return whether the topic was there
   */
  boolean create(
      TopicArn topic,
      String endpoint,
      Function<@Nullable Subscription, @Nullable Subscription> create) {
    try {
      return Boolean.TRUE.equals(
          database
              .transactions()
              .execute(
                  _ -> {
                    if (!lock(topic)) {
                      return false;
                    }
                    var made = create.apply(find(topic, endpoint));
                    if (made != null) {
                      insert(made);
                    }
                    return true;
                  }));
    } catch (DataIntegrityViolationException e) {
      // Its topic has just been deleted.
      return false;
    }
  }

  /** Keeps others from subscribing the same endpoint at the same time. */
  private boolean lock(TopicArn topic) {
    return database
        .jdbc()
        .sql("select arn from topic where arn = ? for update")
        .param(topic.toString())
        .query(String.class)
        .optional()
        .isPresent();
  }

  private @Nullable Subscription find(TopicArn topic, String endpoint) {
    return database
        .jdbc()
        .sql("select * from subscription where topic_arn = ? and endpoint = ?")
        .params(topic.toString(), endpoint)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  private void insert(Subscription subscription) {
    database
        .jdbc()
        .sql(
            """
            insert into subscription
              (id, topic_arn, account_id, region, protocol, endpoint, principal, attributes)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            subscription.id(),
            subscription.topic().toString(),
            subscription.accountId(),
            subscription.topic().region(),
            Subscription.PROTOCOL,
            subscription.endpoint(),
            subscription.principal(),
            json.writeValueAsString(subscription.attributes()))
        .update();
  }

  /** Changes the attributes of a subscription as one transaction; false if there is none. */
  boolean change(SubscriptionArn arn, UnaryOperator<Map<String, String>> change) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(
                _ -> {
                  var attributes =
                      database
                          .jdbc()
                          .sql(
                              "select attributes from subscription where id = ? and topic_arn = ?"
                                  + " for update")
                          .params(arn.id(), arn.topic().toString())
                          .query(String.class)
                          .optional();
                  attributes.ifPresent(
                      text ->
                          database
                              .jdbc()
                              .sql("update subscription set attributes = ? where id = ?")
                              .params(
                                  json.writeValueAsString(
                                      change.apply(json.readValue(text, TEXTS))),
                                  arn.id())
                              .update());
                  return attributes.isPresent();
                }));
  }

  void delete(SubscriptionArn arn) {
    database
        .jdbc()
        .sql("delete from subscription where id = ? and topic_arn = ?")
        .params(arn.id(), arn.topic().toString())
        .update();
  }

  private Subscription read(ResultSet row, int number) throws SQLException {
    var topic = Objects.requireNonNull(Arn.parse(row.getString("topic_arn")));
    return Subscription.of(
        row.getString("id"),
        new TopicArn(topic.region(), topic.accountId(), topic.resource()),
        row.getString("account_id"),
        row.getString("endpoint"),
        row.getString("principal"),
        json.readValue(row.getString("attributes"), TEXTS));
  }
}
