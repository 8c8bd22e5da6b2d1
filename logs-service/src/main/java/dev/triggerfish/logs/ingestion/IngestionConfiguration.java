package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.logs.cost.CostStore;
import dev.triggerfish.logs.journal.EventHopStore;
import dev.triggerfish.logs.logevent.LogEventStore;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.metric.MetricStore;
import dev.triggerfish.logs.storage.Trimming;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** What comes from Kafka: functions' output for their log streams, metrics with costs, hops. */
@Configuration(proxyBeanMethods = false)
public class IngestionConfiguration {

  private static final Source LOGS = new Source(Topics.LOGS, "logs-service");
  private static final Source METRICS = new Source(Topics.METRICS, "logs-service-metrics");
  private static final Source EVENTS = new Source(Topics.EVENTS, "logs-service-events");

  @Bean
  MetricBatchWriter metricBatchWriter(
      Database logsDatabase, MetricStore metrics, CostStore costs, PlatformClock clock) {
    return new MetricBatchWriter(
        logsDatabase, new MetricProducers(logsDatabase), metrics, costs, clock);
  }

  @Bean
  SmartLifecycle metricProducerTrimming(Database logsDatabase, PlatformClock clock) {
    var producers = new MetricProducers(logsDatabase);
    return new Trimming("Producers of metrics", Duration.ofHours(1), producers::trim, clock);
  }

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
    var listener = new LogBatchConsumer(new LogBatchDecoder(), writer);
    return container(kafka, "logBatchContainer", LOGS, instanceId, listener);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> metricBatchContainer(
      KafkaConnection kafka,
      MetricBatchWriter writer,
      @Value("${triggerfish.logs.instance-id:logs-1}") String instanceId) {
    var listener = new MetricBatchConsumer(writer);
    return container(kafka, "metricBatchContainer", METRICS, instanceId, listener);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> eventHopContainer(
      KafkaConnection kafka,
      EventHopStore store,
      @Value("${triggerfish.logs.instance-id:logs-1}") String instanceId) {
    return container(kafka, "eventHopContainer", EVENTS, instanceId, new EventHopConsumer(store));
  }

  private static ConcurrentMessageListenerContainer<String, byte[]> container(
      KafkaConnection kafka,
      String name,
      Source source,
      String instanceId,
      BatchAcknowledgingMessageListener<String, byte[]> listener) {
    var properties = new ContainerProperties(source.topic());
    properties.setGroupId(source.group());
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
    properties.setMessageListener(listener);
    var container =
        new ConcurrentMessageListenerContainer<>(consumerFactory(kafka, instanceId), properties);
    container.setBeanName(name);
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
  Ingestion logIngestion(
      KafkaConnection kafka, ConcurrentMessageListenerContainer<String, byte[]> logBatchContainer) {
    return new Ingestion(LOGS.in(kafka), logBatchContainer);
  }

  @Bean
  Ingestion metricIngestion(
      KafkaConnection kafka,
      ConcurrentMessageListenerContainer<String, byte[]> metricBatchContainer) {
    return new Ingestion(METRICS.in(kafka), metricBatchContainer);
  }

  @Bean
  Ingestion eventIngestion(
      KafkaConnection kafka, ConcurrentMessageListenerContainer<String, byte[]> eventHopContainer) {
    return new Ingestion(EVENTS.in(kafka), eventHopContainer);
  }

  /** A topic and the consumer group that takes it in. */
  private record Source(String topic, String group) {
    IngestedTopic in(KafkaConnection kafka) {
      return new IngestedTopic(kafka, topic, group);
    }
  }
}
