package dev.triggerfish.logs.ingestion;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;

/**
 * Starts taking in once the application is ready, first the topic and then the listener, and goes
 * on trying while Kafka cannot be reached. Meanwhile it has the topic trimmed.
 */
final class Ingestion implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Ingestion.class);
  private static final int RETRY_SECONDS = 1;
  private static final int TRIM_SECONDS = 60;

  private final IngestedTopic topic;
  private final Lifecycle container;
  private final CountDownLatch closed = new CountDownLatch(1);

  Ingestion(IngestedTopic topic, Lifecycle container) {
    this.topic = topic;
    this.container = container;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Thread.ofVirtual().name("ingestion-" + topic.name()).start(this::run);
  }

  private void run() {
    try {
      while (!isTopicThere()) {
        if (closed.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
      container.start();
      while (!closed.await(TRIM_SECONDS, TimeUnit.SECONDS)) {
        trim();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTopicThere() throws InterruptedException {
    try {
      topic.create();
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.warn("{} cannot be made, trying again: {}", topic.name(), e.getMessage());
      return false;
    }
  }

  private void trim() throws InterruptedException {
    try {
      topic.trim();
    } catch (ExecutionException | KafkaException e) {
      log.warn("{} cannot be trimmed, trying again: {}", topic.name(), e.getMessage());
    }
  }

  @Override
  public void destroy() {
    closed.countDown();
  }
}
