package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of transactions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     ClientRequestToken</a>
 */
final class ClientTokens {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Database database;
  private final PlatformClock clock;

  ClientTokens(Database database, PlatformClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a token was used for within ten minutes; null if for nothing. */
  @Nullable String request(ClientToken token) {
    return database
        .jdbc()
        .sql(
            "SELECT request FROM client_token WHERE account_id = ? AND region = ? AND token = ?"
                + " AND used_at > ?")
        .params(token.accountId(), token.region(), token.token(), forgottenBefore())
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** Notes a token in the running transaction; false if another process has just done so. */
  boolean use(ClientToken token) {
    database
        .jdbc()
        .sql(
            "DELETE FROM client_token WHERE account_id = ? AND region = ? AND token = ?"
                + " AND used_at <= ?")
        .params(token.accountId(), token.region(), token.token(), forgottenBefore())
        .update();
    return database
            .jdbc()
            .sql(
                "INSERT INTO client_token (account_id, region, token, request, used_at)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .params(
                token.accountId(), token.region(), token.token(), token.request(), clock.millis())
            .update()
        == 1;
  }

  /** Forgets tokens that say nothing any more. */
  void forgetOld() {
    database
        .jdbc()
        .sql("DELETE FROM client_token WHERE used_at <= ?")
        .param(forgottenBefore())
        .update();
  }

  private long forgottenBefore() {
    return clock.millis() - KEPT.toMillis();
  }
}
