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
  DeliveryJournal deliveryJournal(EventJournal eventJournal, PlatformClock clock) {
    return new DeliveryJournal(eventJournal, clock);
  }

  @Bean
  Dispatcher deliveryDispatcher(
      DeliveryStore store, AwsClients clients, DeliveryJournal journal, PlatformClock clock) {
    var attempts = new Attempts(new LambdaTarget(clients), journal, clock);
    return new Dispatcher(store, attempts, clock);
  }

  @Bean
  Outbox outbox(
      DeliveryStore store, Dispatcher dispatcher, DeliveryJournal journal, PlatformClock clock) {
    return new StoredOutbox(store, new DeliveryIds(store), dispatcher, journal, clock);
  }
}
