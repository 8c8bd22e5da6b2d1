package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.role.ExecutionRoles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where events go when they have ended. */
@Configuration(proxyBeanMethods = false)
public class DestinationConfiguration {

  @Bean
  Destinations eventDestinations(
      FunctionResolver functions, ExecutionRoles roles, AwsClients clients, PlatformClock clock) {
    return new RoleDestinations(functions, new RoleSessions(roles, clock), new Sender(clients));
  }
}
