package dev.triggerfish.aws.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes a topic in from the moment the application is ready: first the topic is made, then what was
 * left from before is begun with, then what comes in. It goes on trying while Kafka or the database
 * cannot be reached. Meanwhile it has the topic trimmed.
 */
public final class Intake implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int RETRY_SECONDS = 1;
  private static final int TRIM_SECONDS = 60;

  private final IntakeTopic topic;
  private final Runnable leftovers;
  private final Lifecycle container;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Where nothing is left from before but what the topic holds. */
  public Intake(IntakeTopic topic, Lifecycle container) {
    this(topic, () -> {}, container);
  }

  /**
   * Prepares it; it starts when the application is ready.
   *
   * @param leftovers begins with what was left; called again if it throws a {@link
   *     DataAccessException}
   * @param container made by the topic
   */
  public Intake(IntakeTopic topic, Runnable leftovers, Lifecycle container) {
    this.topic = topic;
    this.leftovers = leftovers;
    this.container = container;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Thread.ofVirtual().name("intake-" + topic.name()).start(this::run);
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
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("{} cannot be made, trying again: {}", topic.name(), e.getMessage());
      return false;
    }
    try {
      leftovers.run();
      return true;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("What was left of {} cannot be read, trying again", topic.name(), e);
      return false;
    }
  }

  private void trim() throws InterruptedException {
    try {
      topic.trim();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("{} cannot be trimmed, trying again: {}", topic.name(), e.getMessage());
    }
  }

  @Override
  public void destroy() {
    closed.countDown();
  }
}
