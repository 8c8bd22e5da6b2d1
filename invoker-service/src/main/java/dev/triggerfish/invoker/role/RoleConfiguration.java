package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Execution roles. */
@Configuration(proxyBeanMethods = false)
public class RoleConfiguration {

  @Bean
  ExecutionRoles executionRoles(AwsClients clients) {
    return new StsExecutionRoles(clients);
  }

  @Bean
  RoleSessions roleSessions(ExecutionRoles roles, PlatformClock clock) {
    return new RoleSessions(roles, clock);
  }
}
