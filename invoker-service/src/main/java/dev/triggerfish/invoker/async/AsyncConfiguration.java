package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.kafka.Intake;
import dev.triggerfish.aws.kafka.IntakeTopic;
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
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

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
    return topic(kafka)
        .container("asyncEventContainer", instanceId, 500, new EventIntake(RECORDS, dispatcher));
  }

  @Bean
  Intake asyncIntake(
      EventDispatcher dispatcher,
      KafkaConnection kafka,
      ConcurrentMessageListenerContainer<String, byte[]> asyncEventContainer) {
    return new Intake(topic(kafka), dispatcher::start, asyncEventContainer);
  }

  private static IntakeTopic topic(KafkaConnection kafka) {
    return new IntakeTopic(
        kafka, Topics.ASYNC_INVOCATIONS, "invoker-async", 8, KafkaAsyncQueue.LARGEST_RECORD);
  }
}
