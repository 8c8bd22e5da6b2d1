package dev.triggerfish.invoker.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.MetricBatch;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.invoker.dispatch.ManualClock;
import dev.triggerfish.invoker.metric.InvocationMetricsTest.Versions;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MetricPublisherTest {

  private final InvocationMetrics metrics =
      new InvocationMetrics(new ManualClock(), invocation -> false);

  @Test
  void sendsWhatIsLeftWhenItIsClosed() {
    var kafka = new Kafka(true);
    var publisher = new MetricPublisher(kafka, metrics::take);
    metrics.throttled(Versions.invocation("f", "$LATEST", ""));
    publisher.close();
    assertThat(kafka.batches()).hasSize(1);
    assertThat(kafka.batches().getFirst().sequence()).isEqualTo(1);
  }

  @Test
  void sendsABatchAgainUnderTheSameNumberUntilKafkaHasIt() {
    var kafka = new Kafka(false);
    try (var publisher = new MetricPublisher(kafka, metrics::take)) {
      assertThat(publisher).isNotNull();
      metrics.throttled(Versions.invocation("f", "$LATEST", ""));
      Awaitility.await().until(() -> kafka.history().size() == 1);
      kafka.errorNext(new TimeoutException("Kafka is away"));
      metrics.throttled(Versions.invocation("f", "$LATEST", ""));
      Awaitility.await().until(() -> kafka.history().size() == 2);
      kafka.completeNext();
      Awaitility.await().until(() -> kafka.history().size() == 3);
      kafka.completeNext();
    }
    assertThat(kafka.batches()).extracting(MetricBatch::sequence).containsExactly(1L, 1L, 2L);
    assertThat(kafka.batches().get(0)).isEqualTo(kafka.batches().get(1));
    assertThat(kafka.batches())
        .extracting(MetricBatch::producer)
        .containsOnly(kafka.history().getFirst().key());
  }

  @Test
  void sendsNothingWhenThereIsNothing() {
    var kafka = new Kafka(true);
    new MetricPublisher(kafka, metrics::take).close();
    assertThat(kafka.history()).isEmpty();
  }

  private static final class Kafka extends MockProducer<String, byte[]> {
    Kafka(boolean answers) {
      super(
          answers, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    List<MetricBatch> batches() {
      return history().stream()
          .peek(record -> assertThat(record.topic()).isEqualTo(Topics.METRICS))
          .map(record -> JsonMapper.shared().readValue(record.value(), MetricBatch.class))
          .toList();
    }
  }
}
