package dev.triggerfish.invoker.storage;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The invoker's database. */
@Configuration(proxyBeanMethods = false)
public class InvokerStorageConfiguration {

  @Bean
  Database invokerDatabase(ServiceStorage storage) {
    return storage.database("invoker");
  }
}
