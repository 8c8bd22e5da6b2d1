package dev.triggerfish.aws.client;

import dev.triggerfish.aws.web.EnvironmentConnections;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Functions run in another process of this machine, from where they can find this one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClientProperties.class)
public class RemoteEnvironmentsConfiguration {

  @Bean
  EnvironmentConnections remoteEnvironmentConnections(ClientProperties properties) {
    return new RemoteEnvironmentConnections(properties.endpoint("lambda"));
  }
}
