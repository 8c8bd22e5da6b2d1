package dev.triggerfish.iam.storage;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database of iam-service. */
@Configuration(proxyBeanMethods = false)
public class IamStorageConfiguration {

  /** The service's name in {@link ServiceStorage}. */
  public static final String SERVICE = "iam";

  @Bean
  Database iamDatabase(ServiceStorage storage) {
    return storage.database(SERVICE);
  }
}
