package dev.triggerfish.aws.clock;

import dev.triggerfish.contracts.ClockOffset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what other processes announced, from the beginning, and goes on reading. */
final class ClockFeed implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ClockFeed.class);
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final int RETRY_MILLIS = 500;

  private final ClockTopic topic;
  private final ClockAdvances advances;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;
  private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

  ClockFeed(ClockTopic topic, ClockAdvances advances) {
    this.topic = topic;
    this.advances = advances;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("clock-feed").start(this::run);
  }

  private void run() {
    try {
      while (running) {
        try {
          topic.create();
          follow();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
          log.warn("The clock's topic cannot be read, trying again: {}", e.getMessage());
          if (stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      log.debug("The clock's topic is no longer followed");
    }
  }

  private void follow() {
    try (var reader = topic.reader()) {
      consumer = reader;
      reader.assign(List.of(ClockTopic.PARTITION));
      reader.seekToBeginning(List.of(ClockTopic.PARTITION));
      while (running) {
        reader.poll(POLL).forEach(this::take);
      }
    } finally {
      consumer = null;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    var value = record.value();
    try {
      var announced =
          value == null ? null : JsonMapper.shared().readValue(value, ClockOffset.class);
      if (announced != null) {
        advances.take(announced.offset());
      }
    } catch (JacksonException e) {
      log.error("Record {} of the clock's topic is unreadable and left out", record.offset(), e);
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    var current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
