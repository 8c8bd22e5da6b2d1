package dev.triggerfish.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.MetricBatch;
import dev.triggerfish.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MetricPublisherTest {

  private static final Metric METRIC =
      new Metric("000000000000", "us-east-1", "AWS/Lambda", "Throttles", Map.of(), "Count");

  private final Measured measured = new Measured();

  @Test
  void sendsWhatIsLeftWhenItIsClosed() {
    var kafka = new Kafka(true);
    var publisher = new MetricPublisher(() -> kafka, List.of(measured));
    measured.one();
    publisher.close();
    assertThat(kafka.batches()).hasSize(1);
    assertThat(kafka.batches().getFirst().sequence()).isEqualTo(1);
  }

  @Test
  void sendsABatchAgainUnderTheSameNumberUntilKafkaHasIt() {
    var kafka = new Kafka(false);
    try (var publisher = new MetricPublisher(() -> kafka, List.of(measured))) {
      assertThat(publisher).isNotNull();
      measured.one();
      Awaitility.await().until(() -> kafka.history().size() == 1);
      kafka.errorNext(new TimeoutException("Kafka is away"));
      measured.one();
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
    new MetricPublisher(() -> kafka, List.of(measured)).close();
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void whatSeveralSourcesHaveGoesTogether() {
    var kafka = new Kafka(true);
    var other = new Measured();
    var publisher = new MetricPublisher(() -> kafka, List.of(measured, other));
    publisher.close();
    assertThat(kafka.history()).isEmpty();
    measured.one();
    other.one();
    new MetricPublisher(() -> kafka, List.of(measured, other)).close();
    assertThat(kafka.batches()).singleElement().satisfies(b -> assertThat(b.series()).hasSize(2));
  }

  @Test
  void whoMeasuresNothingNeedsNoKafka() {
    new MetricPublisher(
            () -> {
              throw new AssertionError("asked for");
            },
            List.of())
        .close();
  }

  /** Counts what tests say. */
  private static final class Measured implements MetricSource {
    private final AtomicInteger count = new AtomicInteger();

    void one() {
      count.incrementAndGet();
    }

    @Override
    public Taken take() {
      var points = new DataPoints();
      points.add(METRIC, 60, 1, count.getAndSet(0));
      return new Taken(points.series(), List.of());
    }
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
