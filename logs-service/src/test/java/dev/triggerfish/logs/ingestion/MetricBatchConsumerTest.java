package dev.triggerfish.logs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.MetricBatch;
import dev.triggerfish.contracts.MetricBatch.Charge;
import dev.triggerfish.contracts.MetricBatch.Series;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.logs.cost.CostConfiguration;
import dev.triggerfish.logs.cost.CostStore;
import dev.triggerfish.logs.metric.MetricConfiguration;
import dev.triggerfish.logs.metric.MetricStore;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("logs")
class MetricBatchConsumerTest {

  private final ServiceContext context;
  private final MetricBatchConsumer consumer;

  MetricBatchConsumerTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            LogsStorageConfiguration.class,
            MetricConfiguration.class,
            CostConfiguration.class);
    consumer =
        new MetricBatchConsumer(
            new MetricBatchWriter(
                context.database(),
                new MetricProducers(context.database()),
                context.bean(MetricStore.class),
                context.bean(CostStore.class),
                context.clock()));
  }

  private final JsonMapper json = JsonMapper.builder().build();
  private int acknowledged;

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void addsUpBatches() {
    arrive(batch("a", 1), batch("a", 2), batch("b", 1));
    assertThat(total("samples")).isEqualTo(9);
    assertThat(total("total")).isEqualTo(3 * (2 * 1.5 + 7));
    assertThat(billed()).isEqualTo(600);
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void countsABatchThatArrivesAgainOnce() {
    arrive(batch("a", 1), batch("a", 2));
    arrive(batch("a", 1), batch("a", 2), batch("a", 2), batch("a", 3));
    assertThat(total("samples")).isEqualTo(9);
    assertThat(billed()).isEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{}",
        "null",
        "{\"producer\":\"p\",\"sequence\":1,\"series\":[null],\"charges\":[]}",
        "{\"producer\":\"p\",\"sequence\":1,\"series\":[{}],\"charges\":[]}"
      })
  void leavesPoisonOutAndGoesOn(String poison) {
    consumer.onMessage(
        List.of(
            record(poison.getBytes(StandardCharsets.UTF_8)),
            record(json.writeValueAsBytes(batch("a", 1)))),
        () -> acknowledged++);
    assertThat(total("samples")).isEqualTo(3);
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void leavesOutWhatTheDatabaseRefusesAndCountsTheRest() {
    var wrong =
        new MetricBatch(
            "c", 1, List.of(), List.of(charge("f".repeat(1_000), 1))); // longer than any name
    arrive(batch("a", 1), wrong, batch("b", 1));
    assertThat(total("samples")).isEqualTo(6);
    assertThat(acknowledged).isEqualTo(1);
  }

  private void arrive(MetricBatch... batches) {
    consumer.onMessage(
        Arrays.stream(batches).map(batch -> record(json.writeValueAsBytes(batch))).toList(),
        () -> acknowledged++);
  }

  private static ConsumerRecord<String, byte[]> record(byte[] value) {
    return new ConsumerRecord<>(Topics.METRICS, 0, 0, "key", value);
  }

  private static MetricBatch batch(String producer, long sequence) {
    var series =
        new Series(
            "000000000000",
            "us-east-1",
            "AWS/Lambda",
            "Duration",
            Map.of("FunctionName", "f"),
            "Milliseconds",
            1_800_000_000,
            List.of(1.5, 7.0),
            List.of(2L, 1L));
    return new MetricBatch(producer, sequence, List.of(series), List.of(charge("f", 200)));
  }

  private static Charge charge(String function, long billed) {
    return new Charge(
        "000000000000", "us-east-1", function, "$LATEST", 20_000, "x86_64", 128, 512, 2, billed);
  }

  private double total(String column) {
    return context
        .database()
        .jdbc()
        .sql("select coalesce(sum(" + column + "), 0) from metric_point")
        .query(Double.class)
        .single();
  }

  private long billed() {
    return context
        .database()
        .jdbc()
        .sql("select coalesce(sum(billed_millis), 0) from invocation_cost")
        .query(Long.class)
        .single();
  }
}
