package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import dev.triggerfish.aws.kafka.outbox.OutboxTopic;
import dev.triggerfish.contracts.IdentityRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts replication, and keeps trying while Kafka is away: what was left in the outbox first, then
 * the whole state if the topic has lost it, then what the program brings along, and a marker, so
 * that the position is that of a record of this start.
 */
final class IdentityReplication implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityReplication.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final IdentityChanges changes;
  private final OutboxRelay relay;
  private final OutboxTopic topic;
  private final List<IdentityStateSource> sources;
  private volatile @Nullable ScheduledExecutorService executor;
  private volatile @Nullable Future<?> retries;
  private volatile boolean announced;

  IdentityReplication(
      IdentityChanges changes,
      OutboxRelay relay,
      OutboxTopic topic,
      List<IdentityStateSource> sources) {
    this.changes = changes;
    this.relay = relay;
    this.topic = topic;
    this.sources = sources;
  }

  /** Waits a little for the first attempt, so that a normal start ends with all published. */
  @Override
  public void start() {
    var threads = Thread.ofPlatform().name("identity-replication").daemon().factory();
    var background = Executors.newSingleThreadScheduledExecutor(threads);
    executor = background;
    Future<?> first = background.submit(this::attempt);
    try {
      first.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("Identity replication has not started yet; it goes on in the background", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    retries =
        background.scheduleWithFixedDelay(
            this::retry, RETRY_DELAY.toMillis(), RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void retry() {
    if (!announced || relay.takeDelayed()) {
      attempt();
    }
  }

  /** One attempt at what is still to be done. Never throws: that would end the retries. */
  private void attempt() {
    try {
      if (!announced) {
        announce();
      }
      relay.publishPending(PATIENCE);
    } catch (ExecutionException | TimeoutException away) {
      LOG.warn("Kafka is not reachable; identity changes wait in the outbox", away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      LOG.error("Identity changes could not be published; they wait in the outbox", failed);
    }
  }

  private void announce() throws ExecutionException, TimeoutException, InterruptedException {
    var empty = topic.prepare(PATIENCE);
    relay.open();
    relay.publishPending(PATIENCE);
    changes.change(
        () -> {
          sources.stream()
              .filter(source -> empty || source.builtIn())
              .forEach(source -> source.identityRecords().forEach(changes::record));
          changes.record(new IdentityRecord.Marker(UUID.randomUUID().toString()));
          return true;
        });
    announced = true;
  }

  @Override
  public void stop() {
    var repeated = retries;
    var background = executor;
    if (repeated != null) {
      repeated.cancel(true);
    }
    if (background != null) {
      background.shutdownNow();
      executor = null;
    }
  }

  @Override
  public boolean isRunning() {
    return executor != null;
  }

  /** Before the web server answers, and after what the state is read from. */
  @Override
  public int getPhase() {
    return 0;
  }
}
