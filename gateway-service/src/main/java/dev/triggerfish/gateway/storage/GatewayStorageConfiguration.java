package dev.triggerfish.gateway.storage;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's database. */
@Configuration(proxyBeanMethods = false)
public class GatewayStorageConfiguration {

  @Bean
  Database gatewayDatabase(ServiceStorage storage) {
    return storage.database("gateway");
  }
}
