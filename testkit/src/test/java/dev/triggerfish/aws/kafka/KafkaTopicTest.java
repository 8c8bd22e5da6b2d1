package dev.triggerfish.aws.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(value = TestBroker.RESTARTED, mode = ResourceAccessMode.READ)
class KafkaTopicTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConnection kafka = TestBroker.running().connection();
  private final String name = TestBroker.topicName();

  @Test
  void makesATopicWithItsSettings() throws Exception {
    new KafkaTopic(name, 3, Map.of("max.message.bytes", "2000000")).make(kafka, PATIENCE);

    assertThat(partitions()).isEqualTo(3);
    assertThat(setting("max.message.bytes")).isEqualTo("2000000");
  }

  @Test
  void givesAnExistingTopicTheSettingsAndPartitionsThatItLacks() throws Exception {
    new KafkaTopic(name, 1, Map.of("max.message.bytes", "1000", "retention.ms", "-1"))
        .make(kafka, PATIENCE);

    new KafkaTopic(name, 4, Map.of("max.message.bytes", "2000000")).make(kafka, PATIENCE);

    assertThat(partitions()).isEqualTo(4);
    assertThat(setting("max.message.bytes")).isEqualTo("2000000");
    assertThat(setting("retention.ms")).isEqualTo("-1");
  }

  @Test
  void takesNoPartitionsAway() throws Exception {
    new KafkaTopic(name, 4, Map.of()).make(kafka, PATIENCE);

    new KafkaTopic(name, 2, Map.of()).make(kafka, PATIENCE);

    assertThat(partitions()).isEqualTo(4);
  }

  private int partitions() throws Exception {
    try (var admin = Admin.create(kafka.properties())) {
      var topics = admin.describeTopics(List.of(name)).allTopicNames().get();
      return topics.values().iterator().next().partitions().size();
    }
  }

  private String setting(String setting) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (var admin = Admin.create(kafka.properties())) {
      var settings = admin.describeConfigs(List.of(resource)).all().get();
      return settings.values().iterator().next().get(setting).value();
    }
  }
}
