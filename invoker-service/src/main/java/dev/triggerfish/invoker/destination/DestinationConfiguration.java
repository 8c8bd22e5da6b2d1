package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.role.RoleSessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where events go when they have ended. */
@Configuration(proxyBeanMethods = false)
public class DestinationConfiguration {

  @Bean
  Destinations eventDestinations(
      FunctionResolver functions, RoleSessions sessions, AwsClients clients) {
    return new RoleDestinations(functions, sessions, new Sender(clients));
  }
}
