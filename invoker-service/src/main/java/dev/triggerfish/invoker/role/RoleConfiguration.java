package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.client.AwsClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Execution roles. */
@Configuration(proxyBeanMethods = false)
public class RoleConfiguration {

  @Bean
  ExecutionRoles executionRoles(AwsClients clients) {
    return new StsExecutionRoles(clients);
  }
}
