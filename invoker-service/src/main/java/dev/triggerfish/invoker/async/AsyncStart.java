package dev.triggerfish.invoker.async;

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
import org.springframework.dao.DataAccessException;

/**
 * Starts the queue once the application is ready: the topic first, then what was left, then what
 * comes in. It goes on trying while Kafka cannot be reached, and has the topic trimmed.
 */
final class AsyncStart implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncStart.class);
  private static final int RETRY_SECONDS = 1;
  private static final int TRIM_SECONDS = 60;

  private final EventDispatcher dispatcher;
  private final AsyncTopic topic;
  private final Lifecycle container;
  private final CountDownLatch closed = new CountDownLatch(1);

  AsyncStart(EventDispatcher dispatcher, AsyncTopic topic, Lifecycle container) {
    this.dispatcher = dispatcher;
    this.topic = topic;
    this.container = container;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Thread.ofVirtual().name("async-start").start(this::run);
  }

  private void run() {
    try {
      while (!isReady()) {
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

  private boolean isReady() throws InterruptedException {
    try {
      topic.create();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("The topic of events cannot be made, trying again: {}", e.getMessage());
      return false;
    }
    try {
      dispatcher.start();
      return true;
    } catch (DataAccessException e) {
      LOG.warn("Events cannot be read, trying again", e);
      return false;
    }
  }

  private void trim() throws InterruptedException {
    try {
      topic.trim();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("The topic of events cannot be trimmed, trying again: {}", e.getMessage());
    }
  }

  @Override
  public void destroy() {
    closed.countDown();
  }
}
