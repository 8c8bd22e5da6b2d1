package dev.triggerfish.aws.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its owner wants it.
 *
 * @param name of the topic
 * @param partitions at least 1; an existing topic that has fewer gets more, one that has more keeps
 *     them
 * @param settings by Kafka's names, such as {@code cleanup.policy}; for all others the broker's
 *     defaults apply
 */
public record KafkaTopic(String name, int partitions, Map<String, String> settings) {

  private static final int VISIBLE_MILLIS = 10;

  public KafkaTopic {
    settings = Map.copyOf(settings);
  }

  /** A topic that keeps the last value of each key, in one partition: an offset names a moment. */
  public static KafkaTopic compacted(String name) {
    return new KafkaTopic(name, 1, Map.of("cleanup.policy", "compact"));
  }

  /**
   * Makes the topic unless it exists, and gives an existing one the settings and partitions that it
   * lacks.
   *
   * @param patience for each request to the broker
   * @throws ExecutionException if the broker refuses
   * @throws TimeoutException if it does not answer in time
   */
  public void make(KafkaConnection kafka, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    try (var admin = Admin.create(kafka.properties())) {
      make(admin, patience);
    }
  }

  /** As {@link #make(KafkaConnection, Duration)}, with a client that is open already. */
  public void make(Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!isMade(admin, patience, deadline)) {
      TimeUnit.MILLISECONDS.sleep(VISIBLE_MILLIS);
    }
  }

  /** False if it is to be tried again: a broker that is busy is taken for lost, for a moment. */
  private boolean isMade(Admin admin, Duration patience, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    try {
      await(admin.createTopics(List.of(topic)).all(), patience);
      awaitVisible(admin, patience);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case TopicExistsException _ -> bringUpToDate(admin, patience);
        case InvalidReplicationFactorException _ when System.nanoTime() - deadline < 0 -> {
          return false;
        }
        case null, default -> throw e;
      }
    }
    return true;
  }

  /** The controller has made the topic; brokers learn of it a moment later. */
  private void awaitVisible(Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!isVisible(admin, patience)) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(name + " has been made and is still unknown");
      }
      TimeUnit.MILLISECONDS.sleep(VISIBLE_MILLIS);
    }
  }

  private boolean isVisible(Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      await(admin.describeTopics(List.of(name)).allTopicNames(), patience);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private void bringUpToDate(Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    var present = await(admin.describeConfigs(List.of(resource)).values().get(resource), patience);
    var changes =
        settings.entrySet().stream()
            .filter(wanted -> !wanted.getValue().equals(value(present.get(wanted.getKey()))))
            .map(
                wanted ->
                    new AlterConfigOp(
                        new ConfigEntry(wanted.getKey(), wanted.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    if (!changes.isEmpty()) {
      await(admin.incrementalAlterConfigs(Map.of(resource, changes)).all(), patience);
    }
    var described = admin.describeTopics(List.of(name)).topicNameValues().get(name);
    if (await(described, patience).partitions().size() < partitions) {
      addPartitions(admin, patience);
    }
  }

  private static String value(@Nullable ConfigEntry entry) {
    return entry == null ? "" : String.valueOf(entry.value());
  }

  private void addPartitions(Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      await(
          admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all(),
          patience);
    } catch (ExecutionException e) {
      // Another process has added them meanwhile.
      if (!(e.getCause() instanceof InvalidPartitionsException)) {
        throw e;
      }
    }
  }

  private static <T> T await(@Nullable KafkaFuture<T> answer, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    return Objects.requireNonNull(answer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
