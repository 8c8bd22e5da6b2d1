package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.logs.logevent.LogEventStore;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.logstream.LogStreamStore;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Functions' output, from Kafka into their log streams. */
@Configuration(proxyBeanMethods = false)
public class IngestionConfiguration {

  @Bean
  DroppedBatches logDroppedBatches() {
    return new DroppedBatches();
  }

  @Bean
  LogBatchWriter logBatchWriter(
      LogGroupStore groups,
      LogStreamStore streams,
      LogEventStore events,
      DroppedBatches dropped,
      Authorizer authorizer,
      Database logsDatabase,
      PlatformClock clock) {
    return new LogBatchWriter(
        new LogTargets(groups, streams, authorizer, clock),
        new LogBatchStore(logsDatabase),
        events,
        dropped,
        logsDatabase,
        clock);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> logBatchContainer(
      KafkaConnection kafka,
      LogBatchWriter writer,
      @Value("${triggerfish.logs.instance-id:logs-1}") String instanceId) {
    var properties = new ContainerProperties(Topics.LOGS);
    properties.setGroupId(LogTopic.GROUP);
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
    properties.setMessageListener(new LogBatchConsumer(new LogBatchDecoder(), writer));
    var container =
        new ConcurrentMessageListenerContainer<>(consumerFactory(kafka, instanceId), properties);
    container.setBeanName("logBatchContainer");
    container.setAutoStartup(false);
    // Poison is left out before it gets here: what fails then is worth trying until it works.
    container.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return container;
  }

  /**
   * A static member of a classic group: a process that was killed has its partitions back a moment
   * after its restart, not after a session time-out.
   */
  private static DefaultKafkaConsumerFactory<String, byte[]> consumerFactory(
      KafkaConnection kafka, String instanceId) {
    var properties = kafka.properties();
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16_777_216);
    return new DefaultKafkaConsumerFactory<>(
        properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  LogIngestion logIngestion(
      KafkaConnection kafka, ConcurrentMessageListenerContainer<String, byte[]> logBatchContainer) {
    return new LogIngestion(new LogTopic(kafka), logBatchContainer);
  }
}
