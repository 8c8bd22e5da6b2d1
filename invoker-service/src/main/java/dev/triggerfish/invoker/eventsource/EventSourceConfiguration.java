package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.poll.SqlPartitionLeases;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.dispatch.InvocationService;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMappings;
import dev.triggerfish.invoker.eventsource.mapping.KafkaSecrets;
import dev.triggerfish.invoker.eventsource.mapping.MappedFunctionRoles;
import dev.triggerfish.invoker.eventsource.mapping.SourceAccess;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.EventSourceObserver;
import dev.triggerfish.invoker.role.RoleSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What reads event sources and invokes functions with what it finds. */
@Configuration(proxyBeanMethods = false)
public class EventSourceConfiguration {

  /** Wall time after which a process that no longer beats has lost its shards to others. */
  private static final Duration TERM = Duration.ofSeconds(10);

  @Bean
  MappingReports eventSourceReports(
      EventJournal eventJournal,
      EventSourceObserver observer,
      EventSourceMappings mappings,
      PlatformClock clock) {
    return new MappingReports(eventJournal, observer, mappings, clock);
  }

  @Bean
  WorkerParts eventSourceWorkerParts(
      FunctionResolver functions,
      InvocationService invocations,
      SourceAccess access,
      MappedFunctionRoles roles,
      FailureDestination destination,
      MappingReports reports,
      PlatformClock clock) {
    var invoker = new BatchInvoker(functions, invocations::invoke);
    return new WorkerParts(invoker::invoke, access, roles::of, destination::tell, reports, clock);
  }

  @Bean
  FailureDestination eventSourceFailureDestination(RoleSessions sessions, AwsClients clients) {
    return new FailureDestination(sessions, new Sender(clients));
  }

  /**
   * {@code triggerfish.invoker.instance-id}: of several invokers that share a database, each has
   * its own, the same after a restart.
   */
  @Bean(destroyMethod = "close")
  EventSourceWorkers eventSourceWorkers(
      EventSourceMappings mappings,
      Database invokerDatabase,
      KafkaConnection kafka,
      KafkaSecrets secrets,
      WorkerParts parts,
      PlatformClock clock,
      @Value("${triggerfish.invoker.instance-id:}") String instanceId) {
    var wall = InstantSource.system();
    var owner = owner(instanceId, invokerDatabase);
    return new EventSourceWorkers(
        mappings,
        new SqlPartitionLeases(invokerDatabase, "event_source", owner, TERM, wall),
        new SourceTopics(kafka, secrets, clock, wall),
        parts);
  }

  private static String owner(String instanceId, Database database) {
    if (!instanceId.isEmpty()) {
      return instanceId;
    }
    return database.exclusive() ? "invoker" : UUID.randomUUID().toString();
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> eventSourceStart(EventSourceWorkers workers) {
    return new ApplicationListener<>() {
      @Override
      public void onApplicationEvent(ApplicationReadyEvent event) {
        workers.start();
      }
    };
  }
}
