package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.invoker.concurrency.ConcurrencyUsage;
import dev.triggerfish.invoker.destination.Destinations;
import dev.triggerfish.invoker.dispatch.InvocationService;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfigs;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.recursion.RecursionSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

/** The queue of asynchronous invocations, and what runs them. */
@Configuration(proxyBeanMethods = false)
public class AsyncConfiguration {

  private static final EventRecords RECORDS = new EventRecords();
  private static final Executor THREADS =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("async-event-", 0).factory());

  @Bean
  EventReports asyncEventReports(
      EventJournal eventJournal, AsyncEventObserver observer, PlatformClock clock) {
    return new EventReports(eventJournal, observer, clock);
  }

  @Bean(destroyMethod = "close")
  KafkaAsyncQueue kafkaAsyncQueue(
      KafkaConnection kafka, EventReports reports, PlatformClock clock) {
    return new KafkaAsyncQueue(KafkaAsyncQueue.producer(kafka), RECORDS, reports, clock);
  }

  /**
   * {@code triggerfish.invoker.instance-id}: what tells this process from others that share its
   * database; the same after a restart.
   */
  @Bean
  AsyncEventStore asyncEventStore(
      Database invokerDatabase,
      @Value("${triggerfish.invoker.instance-id:invoker-1}") String instanceId) {
    return new SqlAsyncEventStore(invokerDatabase, instanceId);
  }

  @Bean(destroyMethod = "close")
  EventSettler asyncEventSettler(AsyncEventStore store) {
    return new EventSettler(store);
  }

  @Bean
  EventFollowUp asyncEventFollowUp(
      FunctionCatalog functions,
      Destinations destinations,
      EventSettler settler,
      EventReports reports) {
    return new EventFollowUp(
        functions::deadLetterTarget,
        new EventDeliveries(destinations, settler, reports, THREADS),
        settler,
        reports);
  }

  @Bean
  EventGates asyncEventGates(
      ConcurrencyUsage concurrency, RecursionSettings recursion, PlatformClock clock) {
    return new EventGates(
        name -> concurrency.isTurnedOff(FunctionKey.of(name)), recursion::stops, clock);
  }

  @Bean
  EventRunner asyncEventRunner(
      EventInvokeConfigs configs,
      EventGates gates,
      FunctionResolver functions,
      InvocationService invocations,
      EventFollowUp followUp,
      EventReports reports) {
    return new EventAttempts(configs::of, gates, functions, invocations::invoke, followUp, reports);
  }

  @Bean(destroyMethod = "close")
  EventDispatcher asyncEventDispatcher(
      AsyncEventStore store, EventRunner runner, PlatformClock clock) {
    return new EventDispatcher(
        store, runner, EventMemory.ofProcess(), clock, InstantSource.system(), THREADS);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> asyncEventContainer(
      KafkaConnection kafka,
      EventDispatcher dispatcher,
      @Value("${triggerfish.invoker.instance-id:invoker-1}") String instanceId) {
    var properties = new ContainerProperties(Topics.ASYNC_INVOCATIONS);
    properties.setGroupId(AsyncTopic.GROUP);
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
    properties.setMessageListener(new EventIntake(RECORDS, dispatcher));
    var container =
        new ConcurrentMessageListenerContainer<>(consumerFactory(kafka, instanceId), properties);
    container.setBeanName("asyncEventContainer");
    container.setAutoStartup(false);
    // What is no event is left out before it gets here: what fails then may work the next time.
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
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
    return new DefaultKafkaConsumerFactory<>(
        properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  AsyncStart asyncStart(
      EventDispatcher dispatcher,
      KafkaConnection kafka,
      ConcurrentMessageListenerContainer<String, byte[]> asyncEventContainer) {
    return new AsyncStart(dispatcher, new AsyncTopic(kafka), asyncEventContainer);
  }
}
