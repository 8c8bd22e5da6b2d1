package dev.triggerfish.invoker.logs;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Log lines on their way through Kafka. A thread of its own stands between the invocations and the
 * producer, which may block; what does not fit between them is dropped and counted. It collects for
 * a moment, and sends what belongs to one stream together: a busy environment would otherwise make
 * the broker, and the service behind it, work a hundred times as often.
 */
final class KafkaLogSink implements LogSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLogSink.class);
  private static final int QUEUED_BATCHES = 4_096;
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration COLLECTING = Duration.ofMillis(100);

  private final BlockingQueue<LogBatch> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private final AtomicLong dropped = new AtomicLong();
  private final JsonMapper json;
  private final Producer<String, byte[]> producer;
  private final Thread shipper;
  private volatile boolean closing;

  KafkaLogSink(KafkaConnection kafka, JsonMapper json) {
    this(producer(kafka), json);
  }

  KafkaLogSink(Producer<String, byte[]> producer, JsonMapper json) {
    this.json = json;
    this.producer = producer;
    this.shipper = Thread.ofPlatform().daemon().name("log-shipper").start(this::ship);
  }

  private static Producer<String, byte[]> producer(KafkaConnection kafka) {
    var properties = kafka.properties();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "invoker-logs");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
    // A batch is at most 512 K characters; JSON and UTF-8 may triple that.
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void accept(LogBatch batch) {
    if (!queue.offer(batch)) {
      drop(batch, "the queue to Kafka is full");
    }
  }

  private void ship() {
    while (!closing || !queue.isEmpty()) {
      try {
        var first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          sendWithFollowers(first);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("Log lines could not be handed to Kafka", e);
      }
    }
  }

  /** Sends a batch, and all that come within a moment after it. */
  private void sendWithFollowers(LogBatch first) {
    // Nobody who hands over a batch meanwhile has to wake this thread.
    var until = System.nanoTime() + COLLECTING.toNanos();
    for (var left = COLLECTING.toNanos(); left > 0 && !closing; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    var collected = new ArrayList<LogBatch>();
    collected.add(first);
    queue.drainTo(collected);
    LogBatches.together(collected).forEach(this::send);
  }

  private void send(LogBatch batch) {
    var bytes = json.writeValueAsBytes(batch);
    var _ =
        producer.send(
            new ProducerRecord<>(Topics.LOGS, batch.logStream(), bytes),
            (metadata, failure) -> {
              if (failure != null) {
                drop(batch, String.valueOf(failure.getMessage()));
              }
            });
  }

  private void drop(LogBatch batch, String reason) {
    var lines = batch.lines().size();
    var before = dropped.getAndAdd(lines);
    // One message per thousand lines: a flood of drops must not become a flood of messages.
    if (before == 0 || before / 1_000 != (before + lines) / 1_000) {
      LOG.warn("{} log lines have been dropped so far: {}", before + lines, reason);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(shipper);
    try {
      if (!shipper.join(CLOSING)) {
        shipper.interrupt();
      }
    } catch (InterruptedException e) {
      shipper.interrupt();
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSING);
  }
}
