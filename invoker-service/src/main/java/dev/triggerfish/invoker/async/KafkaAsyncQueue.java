package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.invoker.invocation.AsyncInvocationQueue;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ServiceException;

/** The durable intake: an event is taken once the broker has acknowledged it. */
final class KafkaAsyncQueue implements AsyncInvocationQueue, AutoCloseable {

  /** An event of 1 MB, and what is said about it. */
  static final int LARGEST_RECORD = 2 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaAsyncQueue.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final int MILLIS = 1_000;

  private final Producer<String, byte[]> producer;
  private final EventRecords records;
  private final EventReports reports;
  private final PlatformClock clock;

  KafkaAsyncQueue(
      Producer<String, byte[]> producer,
      EventRecords records,
      EventReports reports,
      PlatformClock clock) {
    this.producer = producer;
    this.records = records;
    this.reports = reports;
    this.clock = clock;
  }

  static Producer<String, byte[]> producer(KafkaConnection kafka) {
    var properties = kafka.properties();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "invoker-async");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10 * MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5 * MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15 * MILLIS);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void enqueue(QueuedEvent queued) {
    var event =
        AsyncEvent.received(
            queued.requestId(),
            queued.function(),
            queued.payload(),
            queued.traceHeader(),
            clock.millis());
    try {
      producer.send(records.write(event)).get();
    } catch (ExecutionException | KafkaException e) {
      LOG.error("Event {} of {} was not taken", event.requestId(), event.functionArn(), e);
      throw notTaken();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notTaken();
    }
    reports.accepted(event, queued.cause());
  }

  private static RuntimeException notTaken() {
    return ServiceException.builder()
        .type("Service")
        .message("The event could not be queued; try again.")
        .statusCode(500)
        .build();
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
