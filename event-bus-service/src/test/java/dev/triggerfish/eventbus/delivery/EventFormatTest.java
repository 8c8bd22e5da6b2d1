package dev.triggerfish.eventbus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.storage.Database;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFormatTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:fn";

  private final EventFormat format = new EventFormat();

  private static PendingEvent pending(
      String id, String eventId, @Nullable String deadLetters, @Nullable String trace) {
    var event =
        new OutboundEvent(
            eventId,
            "sns.amazonaws.com",
            TOPIC,
            "000000000000",
            "eu-west-1",
            FUNCTION,
            new byte[] {'{', '}'},
            deadLetters,
            trace,
            Retries.SNS);
    return new PendingEvent(id, event, 7, 3);
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    var pending = pending("i", "photos/\"größe\\\n1.jpg", null, "Root=1");

    assertThat(format.read("i", pending.payload(), format.header(pending), format.state(pending)))
        .usingRecursiveComparison()
        .isEqualTo(pending);
  }

  @Test
  void eventsOfTheFormerTableAreCarriedOver() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
    migrate(source, "2");
    var jdbc = Database.of(source).jdbc();
    var former = pending("12", "photos/\"größe\\\n1.jpg", null, "Root=\"1\"");
    jdbc.sql(
            "INSERT INTO delivery (id, event_id, principal, source_arn, account_id, region,"
                + " function_arn, payload, trace_header, retries, accepted_at, attempts, due_at)"
                + " VALUES (12, ?, 'sns.amazonaws.com', ?, '000000000000', 'eu-west-1', ?, ?, ?,"
                + " 'SNS', 7, 3, 9)")
        .params(
            former.event().eventId(),
            TOPIC,
            FUNCTION,
            former.payload(),
            Objects.requireNonNull(former.event().traceHeader()))
        .update();

    migrate(source, "latest");

    var sql =
        "SELECT * FROM outbox_event WHERE owner IS NULL AND due = 9 AND bytes = 2 AND lane = ?";
    var read =
        jdbc.sql(sql)
            .param(FUNCTION)
            .query(
                (row, _) ->
                    format.read(
                        row.getString("id"),
                        row.getBytes("payload"),
                        row.getString("header"),
                        row.getString("state")))
            .single();
    assertThat(read).usingRecursiveComparison().isEqualTo(former);
  }

  private static void migrate(JdbcDataSource source, String version) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/event-bus")
        .target(version)
        .load()
        .migrate();
  }
}
