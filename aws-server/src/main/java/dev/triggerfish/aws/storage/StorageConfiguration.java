package dev.triggerfish.aws.storage;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data directory and the databases in it, once per process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
public class StorageConfiguration {

  @Bean
  DataDirectory dataDirectory(StorageProperties properties) {
    return properties.ephemeral()
        ? DataDirectory.openEphemeral(properties.dataDir())
        : DataDirectory.open(properties.dataDir());
  }

  @Bean
  ServiceStorage serviceStorage(StorageProperties properties, DataDirectory directory) {
    return new SqlStorage(properties, directory);
  }
}
