package dev.triggerfish.invoker.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Failure;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.function.FunctionName;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFormatTest {

  private static final Completion COMPLETION =
      new Completion(
          Condition.RETRIES_EXHAUSTED,
          5,
          3,
          new Completion.Response("7", "Unhandled", new byte[] {1, -1}),
          new Failure(200, "no"),
          List.of(new Target(Kind.DEAD_LETTER, "arn:aws:sns:us-east-1:000000000000:t")));

  private final EventFormat format = new EventFormat();

  private static AsyncEvent event(@Nullable String qualifier) {
    return AsyncEvent.received(
        UUID.randomUUID().toString(),
        new FunctionName("000000000000", "us-east-1", "fn", qualifier),
        new byte[] {'{', '}'},
        "Root=1",
        7);
  }

  private AsyncEvent readBack(AsyncEvent event) {
    return format.read(event.id(), event.payload(), format.header(event), format.state(event));
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    for (var event : List.of(event(null), event("live"), event("live").invoked().waited())) {
      assertThat(readBack(event)).usingRecursiveComparison().isEqualTo(event);
    }
  }

  @Test
  void howAnEventEndedIsKept() {
    var ended = event(null).ended(COMPLETION, 2);

    assertThat(readBack(ended)).usingRecursiveComparison().isEqualTo(ended);
  }

  @Test
  void anEventThatHasEndedGoesOnInTheLaneOfItsTarget() {
    assertThat(event("live").lane()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:fn");
    assertThat(event("live").ended(COMPLETION).lane())
        .isEqualTo("to arn:aws:sns:us-east-1:000000000000:t");
  }

  @Test
  void eventsOfTheFormerTableAreCarriedOver() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
    migrate(source, "7");
    var jdbc = Database.of(source).jdbc();
    var trace = "Root=1;\"\\\t";
    jdbc.sql(
            "INSERT INTO async_event (request_id, account_id, region, name, qualifier, payload,"
                + " trace_header, received, due, invocations, waits, completion, owner, claim)"
                + " VALUES ('r', '000000000000', 'us-east-1', 'fn', 'live', ?, ?, 7, 9, 1, 2, NULL,"
                + " 'invoker-1', 'c')")
        .params(new byte[] {'{', '}'}, trace)
        .update();

    migrate(source, "latest");

    var event =
        jdbc.sql("SELECT * FROM queued_event WHERE owner IS NULL AND due = 9 AND bytes = 2")
            .query(
                (row, _) ->
                    format.read(
                        row.getString("id"),
                        row.getBytes("payload"),
                        row.getString("header"),
                        row.getString("state")))
            .single();
    assertThat(event)
        .usingRecursiveComparison()
        .isEqualTo(
            new AsyncEvent(
                "r",
                new FunctionName("000000000000", "us-east-1", "fn", "live"),
                new byte[] {'{', '}'},
                trace,
                7,
                1,
                2,
                null));
    assertThat(jdbc.sql("SELECT lane FROM queued_event").query(String.class).single())
        .isEqualTo(event.lane());
  }

  private static void migrate(JdbcDataSource source, String version) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/invoker")
        .target(version)
        .load()
        .migrate();
  }
}
