package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.Intake;
import dev.triggerfish.aws.kafka.IntakeTopic;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Consumers of what comes from Kafka: functions' output, metrics with costs, hops. */
@Configuration(proxyBeanMethods = false)
public class IngestionConfiguration {

  private static final int PARTITIONS = 4;

  /** The most bytes that a producer of log lines sends at once; others stay far below. */
  private static final int LARGEST_RECORD = 4 * 1024 * 1024;

  private static final int RECORDS_AT_ONCE = 200;

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
    return logs(kafka).container("logBatchContainer", instanceId, RECORDS_AT_ONCE, listener);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> metricBatchContainer(
      KafkaConnection kafka,
      MetricBatchWriter writer,
      @Value("${triggerfish.logs.instance-id:logs-1}") String instanceId) {
    var listener = new MetricBatchConsumer(writer);
    return metrics(kafka).container("metricBatchContainer", instanceId, RECORDS_AT_ONCE, listener);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> eventHopContainer(
      KafkaConnection kafka,
      EventHopStore store,
      @Value("${triggerfish.logs.instance-id:logs-1}") String instanceId) {
    var listener = new EventHopConsumer(store);
    return events(kafka).container("eventHopContainer", instanceId, RECORDS_AT_ONCE, listener);
  }

  @Bean
  Intake logIntake(
      KafkaConnection kafka, ConcurrentMessageListenerContainer<String, byte[]> logBatchContainer) {
    return new Intake(logs(kafka), logBatchContainer);
  }

  @Bean
  Intake metricIntake(
      KafkaConnection kafka,
      ConcurrentMessageListenerContainer<String, byte[]> metricBatchContainer) {
    return new Intake(metrics(kafka), metricBatchContainer);
  }

  @Bean
  Intake eventIntake(
      KafkaConnection kafka, ConcurrentMessageListenerContainer<String, byte[]> eventHopContainer) {
    return new Intake(events(kafka), eventHopContainer);
  }

  private static IntakeTopic logs(KafkaConnection kafka) {
    return new IntakeTopic(kafka, Topics.LOGS, "logs-service", PARTITIONS, LARGEST_RECORD);
  }

  private static IntakeTopic metrics(KafkaConnection kafka) {
    return new IntakeTopic(
        kafka, Topics.METRICS, "logs-service-metrics", PARTITIONS, LARGEST_RECORD);
  }

  private static IntakeTopic events(KafkaConnection kafka) {
    return new IntakeTopic(kafka, Topics.EVENTS, "logs-service-events", PARTITIONS, LARGEST_RECORD);
  }
}
