package dev.triggerfish.iam.sealing;

import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sealers, one per purpose. */
@Configuration(proxyBeanMethods = false)
public class SealingConfiguration {

  /** Seals secrets of access keys, as they lie in the database. */
  @Bean
  Sealer accessKeySealer(ServiceStorage storage) {
    return new Sealer(MasterKey.in(storage.folder("iam")), "access-key");
  }

  /** Seals session tokens. */
  @Bean
  Sealer sessionSealer(ServiceStorage storage) {
    return new Sealer(MasterKey.in(storage.folder("iam")), "session-token");
  }
}
