package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.storage.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox and what empties it. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {

  @Bean
  DeliveryStore deliveryStore(Database eventBusDatabase) {
    return new DeliveryStore(eventBusDatabase);
  }

  @Bean
  Dispatcher deliveryDispatcher(
      DeliveryStore store, AwsClients clients, EventJournal eventJournal, PlatformClock clock) {
    var attempts =
        new Attempts(new LambdaTarget(clients), new DeliveryJournal(eventJournal, clock), clock);
    return new Dispatcher(store, attempts, new Settlement(store), clock);
  }

  @Bean
  Outbox outbox(DeliveryStore store, Dispatcher dispatcher, PlatformClock clock) {
    return new StoredOutbox(store, new DeliveryIds(store), dispatcher, clock);
  }
}
