package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.util.FileSystemUtils;

/** One broker for all tests of this process, each of which has topics of its own. */
final class StreamBroker {

  private final Path folder;
  private final EmbeddedBroker broker;

  private StreamBroker() {
    try {
      folder = Files.createTempDirectory("triggerfish-broker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = EmbeddedBroker.start(folder, 0);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** The broker, started at the first call. */
  static StreamBroker running() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final StreamBroker INSTANCE = new StreamBroker();
  }

  private void end() {
    broker.close();
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Access access() {
    return new Access(broker.bootstrapServers(), broker.username(), broker.password());
  }

  /** What whoever reads has to know, in whichever process. */
  record Access(String servers, String username, String password) {

    KafkaConnection connection() {
      return KafkaConnection.authenticated(servers, username, password);
    }

    /** Secret by which self-managed clusters are logged in to. */
    String secret() {
      return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }
  }

  void make(String topic, int partitions) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(access().connection().properties())) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  /** Something to write. */
  record Written(int partition, long number, String key, String json) {}

  /** Writes records as an outbox does; with number 0 as anybody does. */
  void write(String topic, List<Written> records) throws ExecutionException, InterruptedException {
    try (var producer = access().connection().producer("test", Map.of())) {
      for (var one : records) {
        var bytes = one.json().getBytes(StandardCharsets.UTF_8);
        var record =
            new ProducerRecord<String, byte[]>(
                topic, one.partition(), System.currentTimeMillis(), one.key(), bytes);
        if (one.number() > 0) {
          record
              .headers()
              .add(
                  "sequence-number",
                  Long.toString(one.number()).getBytes(StandardCharsets.US_ASCII));
        }
        producer.send(record).get();
      }
    }
  }
}
