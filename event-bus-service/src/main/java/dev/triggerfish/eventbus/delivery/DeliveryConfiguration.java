package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.delivery.ByteShares;
import dev.triggerfish.delivery.DeliveryEngine;
import dev.triggerfish.delivery.DueStore;
import dev.triggerfish.delivery.EngineLimits;
import dev.triggerfish.delivery.Owner;
import dev.triggerfish.delivery.sender.Sender;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox and what empties it. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {

  private static final int WORKERS = 256;
  private static final int ROOM = 1_000;
  private static final long BYTES_IN_MEMORY = 64L * 1024 * 1024;

  @Bean
  DeliveryReports deliveryReports(EventJournal eventJournal, PlatformClock clock) {
    return new DeliveryReports(eventJournal, clock);
  }

  /**
   * {@code triggerfish.event-bus.instance-id}: of several event buses that share a database, each
   * has its own, the same after a restart.
   */
  @Bean(destroyMethod = "")
  DeliveryEngine<PendingEvent> deliveryEngine(
      Database eventBusDatabase,
      AwsClients clients,
      DeliveryReports reports,
      PlatformClock clock,
      @Value("${triggerfish.event-bus.instance-id:}") String instanceId) {
    var owner = Owner.ofProcess(instanceId, eventBusDatabase);
    return new DeliveryEngine<>(
        "delivery",
        new DueStore<>(eventBusDatabase, EventFormat.TABLE, owner, new EventFormat()),
        new DeliveryWorker(new Sender(clients), reports, clock),
        new EngineLimits(WORKERS, ROOM, new ByteShares(BYTES_IN_MEMORY)),
        clock,
        InstantSource.system());
  }

  @Bean
  DeliveryLifecycle deliveryLifecycle(DeliveryEngine<PendingEvent> engine) {
    return new DeliveryLifecycle(engine);
  }

  @Bean
  Outbox outbox(DeliveryEngine<PendingEvent> engine, DeliveryReports reports, PlatformClock clock) {
    return new StoredOutbox(engine.outbox(), reports, clock);
  }
}
