package dev.triggerfish.aws.kafka;

import dev.triggerfish.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.util.FileSystemUtils;

/** One broker for all tests of this process, each of which has a topic of its own. */
public final class TestBroker {

  /** What tests lock: some of them restart the broker under all others. */
  public static final String RESTARTED = "the broker may be restarted";

  private final Path folder;
  private EmbeddedBroker broker;

  private TestBroker() throws IOException {
    folder = Files.createTempDirectory("triggerfish-broker");
    broker = EmbeddedBroker.start(folder, 0);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** The broker, started at the first call. */
  public static TestBroker running() {
    return Holder.INSTANCE;
  }

  private static final class Holder {

    static final TestBroker INSTANCE = start();

    private static TestBroker start() {
      try {
        return new TestBroker();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void end() {
    broker.close();
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that no other test uses. */
  public static String topicName() {
    return "topic-" + UUID.randomUUID();
  }

  public KafkaConnection connection() {
    return KafkaConnection.authenticated(
        broker.bootstrapServers(), broker.username(), broker.password());
  }

  /** Stops the broker; meanwhile runs something; and starts it with what it had. */
  public void restart(Runnable meanwhile) {
    var address = broker.bootstrapServers();
    broker.close();
    meanwhile.run();
    broker =
        EmbeddedBroker.start(folder, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
  }

  /** Writes texts to a partition, and returns where they are. */
  public List<RecordMetadata> write(String topic, int partition, String... texts)
      throws ExecutionException, InterruptedException {
    var written = new ArrayList<RecordMetadata>();
    try (var producer = connection().producer("test", Map.of())) {
      for (var text : texts) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        written.add(producer.send(new ProducerRecord<>(topic, partition, text, bytes)).get());
      }
    }
    return written;
  }
}
