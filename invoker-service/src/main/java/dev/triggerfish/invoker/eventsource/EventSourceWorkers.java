package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.kafka.poll.PartitionPoller;
import dev.triggerfish.aws.kafka.poll.SqlPartitionLeases;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMappings;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.invoker.eventsource.mapping.MappingState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads for each mapping that is to run, and ends the transitions of all: in every process the
 * same, each of which sees the others' changes within a second. What is durable says all: a process
 * that starts goes on where the last one was.
 */
final class EventSourceWorkers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventSourceWorkers.class);

  /** Wall time after which other processes' changes are seen. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Wall time after which it is asked again whether sources are still there. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final EventSourceMappings mappings;
  private final SqlPartitionLeases leases;
  private final SourceTopics topics;
  private final WorkerParts parts;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Map<String, Long> looks = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread =
      Thread.ofVirtual().name("event-source-workers").unstarted(this::run);
  private volatile boolean closed;

  EventSourceWorkers(
      EventSourceMappings mappings,
      SqlPartitionLeases leases,
      SourceTopics topics,
      WorkerParts parts) {
    this.mappings = mappings;
    this.leases = leases;
    this.topics = topics;
    this.parts = parts;
  }

  /** Begins, once. */
  void start() {
    mappings.onChange(changes::release);
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        tendAll();
      } catch (DataAccessException | TransactionException e) {
        LOG.warn("Event source mappings cannot be read, trying again: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Event source mappings cannot be tended, trying again", e);
      }
      try {
        if (changes.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tendAll() {
    var all =
        mappings.all().stream()
            .collect(Collectors.toMap(EventSourceMapping::uuid, mapping -> mapping));
    readings.keySet().stream().filter(uuid -> !all.containsKey(uuid)).forEach(this::stopSoon);
    all.values().forEach(this::tendSoon);
  }

  /** What a slow cluster or function does to one mapping must not hold up the others. */
  private void tendSoon(EventSourceMapping mapping) {
    if (busy.add(mapping.uuid())) {
      Thread.ofVirtual().name("mapping-" + mapping.uuid()).start(() -> tendOne(mapping));
    }
  }

  private void stopSoon(String uuid) {
    if (busy.add(uuid)) {
      Thread.ofVirtual()
          .name("mapping-" + uuid)
          .start(
              () -> {
                try {
                  stop(uuid);
                } finally {
                  busy.remove(uuid);
                }
              });
    }
  }

  private void tendOne(EventSourceMapping mapping) {
    try {
      if (mapping.runs()) {
        read(mapping);
      } else {
        rest(mapping);
      }
    } catch (KafkaException e) {
      LOG.warn("{} cannot be begun, trying again: {}", mapping.arn(), e.getMessage());
      parts
          .reports()
          .result(
              mapping,
              "PROBLEM: Connection error. Please check your event source connection"
                  + " configuration.");
    } catch (RuntimeException e) {
      LOG.error("{} cannot be tended, trying again", mapping.arn(), e);
      parts.reports().result(mapping, Attempt.INTERNAL);
    } finally {
      busy.remove(mapping.uuid());
    }
  }

  private void read(EventSourceMapping mapping) {
    var reading = readings.get(mapping.uuid());
    if (reading != null && !reading.mapping().source().equals(mapping.source())) {
      stop(mapping.uuid());
      reading = null;
    }
    if (reading == null) {
      var topic = topics.of(mapping.source());
      if (!mapping.state().isSettled()
          && PartitionPoller.begin(topic.kafka(), leases, Reading.first(mapping, topic)) == 0) {
        parts.reports().result(mapping, absent(mapping));
        return;
      }
      reading = new Reading(mapping, topic, leases, parts);
      if (closed) {
        return;
      }
      readings.put(mapping.uuid(), reading);
      reading.start();
    } else {
      reading.change(mapping);
    }
    if (!mapping.state().isSettled()) {
      mappings.arrive(mapping);
    } else {
      look(mapping);
    }
  }

  private static String absent(EventSourceMapping mapping) {
    return mapping.source() instanceof KafkaTopic topic
        ? "PROBLEM: Topic not found: " + topic.topic()
        : "PROBLEM: Stream not found: " + mapping.source().key();
  }

  /** A source that is gone has no records by which anybody would notice. */
  private void look(EventSourceMapping mapping) {
    var now = System.nanoTime();
    var last = looks.putIfAbsent(mapping.uuid(), now);
    if (last == null || now - last < LOOK.toNanos()) {
      return;
    }
    looks.put(mapping.uuid(), now);
    var role = parts.roles().apply(mapping.function());
    var refusal = role == null ? null : parts.access().refusal(mapping.source(), role);
    if (refusal != null) {
      parts.reports().result(mapping, "PROBLEM: " + refusal);
    }
  }

  /** Stops, and ends the transition once no process works for the mapping any more. */
  private void rest(EventSourceMapping mapping) {
    stop(mapping.uuid());
    if (mapping.state().isSettled() || leases.isTaken(mapping.uuid())) {
      return;
    }
    if (mappings.arrive(mapping) && mapping.state() == MappingState.DELETING) {
      leases.forget(mapping.uuid());
    }
  }

  private void stop(String uuid) {
    var reading = readings.remove(uuid);
    if (reading != null) {
      reading.close();
      looks.remove(uuid);
      parts.reports().forget(uuid);
    }
  }

  /** Gives everything up; other processes go on with it, or this one when it starts again. */
  @Override
  public void close() {
    closed = true;
    changes.release();
    var closing =
        readings.keySet().stream()
            .map(uuid -> Thread.ofVirtual().start(() -> stop(uuid)))
            .filter(Objects::nonNull)
            .toList();
    try {
      thread.join();
      for (var one : closing) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
