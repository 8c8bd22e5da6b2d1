package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.invoker.eventsource.Reading.SourceTopic;
import dev.triggerfish.invoker.eventsource.mapping.KafkaSecrets;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Finds the topic behind a source. */
final class SourceTopics {

  private static final Map<String, String> MECHANISMS =
      Map.of(
          "BASIC_AUTH", "PLAIN",
          "SASL_SCRAM_256_AUTH", "SCRAM-SHA-256",
          "SASL_SCRAM_512_AUTH", "SCRAM-SHA-512");

  private final KafkaConnection platform;
  private final KafkaSecrets secrets;
  private final PlatformClock clock;
  private final InstantSource wall;

  /**
   * @param platform where streams are
   */
  SourceTopics(
      KafkaConnection platform, KafkaSecrets secrets, PlatformClock clock, InstantSource wall) {
    this.platform = platform;
    this.secrets = secrets;
    this.clock = clock;
    this.wall = wall;
  }

  SourceTopic of(MappedSource source) {
    return switch (source) {
      case DynamoDbStream(var arn) -> {
        var topic = StreamTopic.of(arn).orElseThrow();
        yield new SourceTopic(platform, topic.name(), new StreamSource(topic, clock));
      }
      case KafkaTopic topic ->
          new SourceTopic(connection(topic), topic.topic(), new TopicSource(topic, clock, wall));
    };
  }

  /** Without TLS, as clusters on a developer's machine are. */
  private KafkaConnection connection(KafkaTopic topic) {
    var properties = new HashMap<String, Object>();
    properties.put("key.deserializer.encoding", "ISO-8859-1");
    for (var access : topic.access()) {
      var mechanism = MECHANISMS.get(access.type());
      var login = mechanism == null ? null : secrets.login(access.uri());
      if (mechanism != null && login != null) {
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", mechanism);
        properties.put("sasl.jaas.config", login.jaas(mechanism));
      }
    }
    return new KafkaConnection(String.join(",", topic.bootstrapServers()), properties);
  }
}
