package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.kafka.Intake;
import dev.triggerfish.aws.kafka.IntakeTopic;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.delivery.ByteShares;
import dev.triggerfish.delivery.DeliveryEngine;
import dev.triggerfish.delivery.DueStore;
import dev.triggerfish.delivery.EngineLimits;
import dev.triggerfish.delivery.Owner;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The queue of asynchronous invocations, and what runs them. */
@Configuration(proxyBeanMethods = false)
public class AsyncConfiguration {

  private static final EventRecords RECORDS = new EventRecords();
  private static final int WORKERS = 4_000;
  private static final int ROOM = 32;

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

  @Bean
  EventFollowUp asyncEventFollowUp(FunctionCatalog functions, EventReports reports) {
    return new EventFollowUp(functions::deadLetterTarget, reports);
  }

  @Bean
  EventGates asyncEventGates(
      ConcurrencyUsage concurrency, RecursionSettings recursion, PlatformClock clock) {
    return new EventGates(
        name -> concurrency.isTurnedOff(FunctionKey.of(name)), recursion::stops, clock);
  }

  @Bean
  EventWorker asyncEventWorker(
      EventInvokeConfigs configs,
      EventGates gates,
      FunctionResolver functions,
      InvocationService invocations,
      EventFollowUp followUp,
      Destinations destinations,
      EventReports reports) {
    return new EventWorker(
        configs::of,
        gates,
        functions,
        invocations::invoke,
        followUp,
        new EventNotices(destinations, reports),
        reports);
  }

  /**
   * {@code triggerfish.invoker.instance-id}: of several invokers that share a database, each has
   * its own, the same after a restart.
   */
  @Bean(destroyMethod = "close")
  DeliveryEngine<AsyncEvent> asyncEventEngine(
      Database invokerDatabase,
      EventWorker worker,
      PlatformClock clock,
      @Value("${triggerfish.invoker.instance-id:}") String instanceId) {
    var owner = Owner.ofProcess(instanceId, invokerDatabase);
    return new DeliveryEngine<>(
        "async-event",
        new DueStore<>(invokerDatabase, EventFormat.TABLE, owner, new EventFormat()),
        worker,
        new EngineLimits(WORKERS, ROOM, ByteShares.ofProcess()),
        clock,
        InstantSource.system());
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> asyncEventContainer(
      KafkaConnection kafka,
      DeliveryEngine<AsyncEvent> engine,
      @Value("${triggerfish.invoker.instance-id:}") String instanceId) {
    var member = instanceId.isEmpty() ? "invoker-1" : instanceId;
    return topic(kafka)
        .container("asyncEventContainer", member, 500, new EventIntake(RECORDS, engine));
  }

  @Bean
  Intake asyncIntake(
      DeliveryEngine<AsyncEvent> engine,
      KafkaConnection kafka,
      ConcurrentMessageListenerContainer<String, byte[]> asyncEventContainer) {
    return new Intake(topic(kafka), engine::start, asyncEventContainer);
  }

  private static IntakeTopic topic(KafkaConnection kafka) {
    return new IntakeTopic(
        kafka, Topics.ASYNC_INVOCATIONS, "invoker-async", 8, KafkaAsyncQueue.LARGEST_RECORD);
  }
}
