package dev.triggerfish.logs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.logs.logevent.LogEventConfiguration;
import dev.triggerfish.logs.logevent.LogEventStore;
import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("logs")
class LogBatchConsumerTest {

  private static final String GROUP = "/aws/lambda/f";
  private static final Pattern LENGTH = Pattern.compile(":(\\d+),");
  private static final String STREAM = "2026/02/03/[$LATEST]0f3c";

  private final ServiceContext context;
  private final DroppedBatches dropped = new DroppedBatches();
  private final LogBatchConsumer consumer;

  LogBatchConsumerTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            LogsStorageConfiguration.class,
            LogGroupConfiguration.class,
            LogStreamConfiguration.class,
            LogEventConfiguration.class);
    consumer =
        new LogBatchConsumer(
            new LogBatchDecoder(),
            new LogBatchWriter(
                new LogTargets(
                    context.bean(LogGroupStore.class),
                    context.bean(LogStreamStore.class),
                    context.authorizer(),
                    context.clock()),
                new LogBatchStore(context.database()),
                context.bean(LogEventStore.class),
                dropped,
                context.database(),
                context.clock()));
  }

  private final JsonMapper json = JsonMapper.builder().build();
  private int acknowledged;

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void makesGroupAndStreamAndWritesTheLinesInOrder() {
    arrive(batch("1", GROUP, STREAM, "START", "hello", "END"), batch("2", GROUP, STREAM, "REPORT"));
    assertThat(stored()).containsExactly("START", "hello", "END", "REPORT");
    assertThat(count("log_stream")).isEqualTo(1);
    assertThat(acknowledged).isEqualTo(1);
    var session = "arn:aws:sts::000000000000:assumed-role/r/f ";
    var group = " arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/f:log-stream:";
    assertThat(context.authorizer().asked())
        .containsExactly(
            session + "logs:CreateLogGroup" + group,
            session + "logs:CreateLogStream" + group + STREAM,
            session + "logs:PutLogEvents" + group + STREAM);
  }

  @Test
  void asksForNoMoreThanWritingWhereTheStreamIsThere() {
    arrive(batch("1", GROUP, STREAM, "a"));
    context.authorizer().deny("logs:CreateLogGroup");
    context.authorizer().deny("logs:CreateLogStream");
    arrive(batch("2", GROUP, STREAM, "b"));
    assertThat(stored()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"})
  void writesAndMakesNothingWithoutTheRight(String action) {
    context.authorizer().deny(action);
    arrive(batch("1", GROUP, STREAM, "a"), batch("2", GROUP, STREAM, "b"));
    assertThat(count("log_group")).isZero();
    assertThat(count("log_stream")).isZero();
    assertThat(count("log_event")).isZero();
    assertThat(dropped.count()).isEqualTo(2);
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void makesAgainWhatWasDeletedSinceItWasWrittenTo() {
    arrive(batch("1", GROUP, STREAM, "a"));
    context.database().jdbc().sql("delete from log_event").update();
    context.database().jdbc().sql("delete from log_group").update();
    context.authorizer().asked().clear();

    arrive(batch("2", GROUP, STREAM, "b"), batch("3", GROUP, "other", "c"));

    assertThat(stored()).containsExactly("b", "c");
    assertThat(count("log_stream")).isEqualTo(2);
    assertThat(acknowledged).isEqualTo(2);
    assertThat(context.authorizer().asked()).anyMatch(asked -> asked.contains("CreateLogGroup"));
  }

  @Test
  void losesTheRightAtOnce() {
    arrive(batch("1", GROUP, STREAM, "a"));
    context.authorizer().deny("logs:PutLogEvents");

    arrive(batch("2", GROUP, STREAM, "b"));

    assertThat(stored()).containsExactly("a");
    assertThat(dropped.count()).isEqualTo(1);
  }

  @Test
  void ignoresASecondArrival() {
    arrive(batch("1", GROUP, STREAM, "a"), batch("1", GROUP, STREAM, "a"));
    arrive(batch("1", GROUP, STREAM, "a"), batch("2", GROUP, STREAM, "b"));
    assertThat(stored()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{}", "null", "[1]", "{\"id\":\"1\",\"lines\":[null]}"})
  void leavesPoisonOutAndGoesOn(String poison) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    records.add(record(poison.getBytes(StandardCharsets.UTF_8)));
    records.add(record(json.writeValueAsBytes(batch("1", GROUP, STREAM, "a"))));
    consumer.onMessage(records, () -> acknowledged++);
    assertThat(stored()).containsExactly("a");
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void leavesOutWhatTheDatabaseRefusesAndKeepsTheRest() {
    arrive(
        batch("1", GROUP, STREAM, "a"),
        batch("2", GROUP, STREAM, "x".repeat(2_000_000)),
        batch("3", GROUP, STREAM, "b"));
    assertThat(stored()).containsExactly("a", "b");
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void stampsLinesWithTimesOutOfRangeAtTheirArrival() {
    var odd = new LogBatch.LogLine(Long.MAX_VALUE, "odd");
    var batch =
        new LogBatch(
            "1",
            "000000000000",
            "eu-west-1",
            "arn",
            "role",
            "AROA",
            "f",
            GROUP,
            STREAM,
            List.of(odd));
    arrive(batch);
    assertThat(
            context
                .database()
                .jdbc()
                .sql("select ts from log_event")
                .query((row, number) -> row.getLong("ts"))
                .list())
        .containsExactly(context.clock().millis());
  }

  private void arrive(LogBatch... batches) {
    consumer.onMessage(
        Arrays.stream(batches).map(batch -> record(json.writeValueAsBytes(batch))).toList(),
        () -> acknowledged++);
  }

  private static ConsumerRecord<String, byte[]> record(byte[] value) {
    return new ConsumerRecord<>(Topics.LOGS, 0, 0, STREAM, value);
  }

  private static LogBatch batch(String id, String group, String stream, String... lines) {
    return new LogBatch(
        id,
        "000000000000",
        "eu-west-1",
        "arn:aws:lambda:eu-west-1:000000000000:function:f",
        "arn:aws:iam::000000000000:role/path/r",
        "AROA1",
        "f",
        group,
        stream,
        Arrays.stream(lines).map(line -> new LogBatch.LogLine(1_000, line)).toList());
  }

  private List<String> stored() {
    return context
        .database()
        .jdbc()
        .sql("select message, layout from log_event order by ts, id")
        .query((row, number) -> messages(row.getString("message"), row.getString("layout")))
        .list()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** What stands in one row: its layout is made of {@code delay:length,} for each message. */
  private static List<String> messages(String text, String layout) {
    if (layout.isEmpty()) {
      return List.of(text);
    }
    var messages = new ArrayList<String>();
    var at = 0;
    for (var length : LENGTH.matcher(layout).results().toList()) {
      var end = at + Integer.parseInt(length.group(1));
      messages.add(text.substring(at, end));
      at = end;
    }
    return messages;
  }

  private long count(String table) {
    return context
        .database()
        .jdbc()
        .sql("select count(*) as n from " + table)
        .query((row, number) -> row.getLong("n"))
        .single();
  }
}
