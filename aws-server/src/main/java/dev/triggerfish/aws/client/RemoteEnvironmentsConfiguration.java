package dev.triggerfish.aws.client;

import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.web.EnvironmentConnections;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Functions run in another process of this machine, from where they can find this one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformAddresses.class)
public class RemoteEnvironmentsConfiguration {

  @Bean
  EnvironmentConnections remoteEnvironmentConnections(PlatformAddresses addresses) {
    return new RemoteEnvironmentConnections(addresses.of(PlatformService.INVOKER));
  }
}
