package dev.triggerfish.eventbus.storage;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's database. */
@Configuration(proxyBeanMethods = false)
public class EventBusStorageConfiguration {

  @Bean
  Database eventBusDatabase(ServiceStorage storage) {
    return storage.database("event-bus");
  }
}
