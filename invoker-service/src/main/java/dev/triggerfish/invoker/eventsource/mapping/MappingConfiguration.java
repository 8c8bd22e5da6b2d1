package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.role.RoleSessions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Event source mappings, and the operations that manage them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSecrets.class)
public class MappingConfiguration {

  @Bean
  EventSourceMappings eventSourceMappings(Database invokerDatabase) {
    return new EventSourceMappings(new MappingStore(invokerDatabase));
  }

  @Bean
  MappedFunctionRoles mappedFunctionRoles(FunctionResolver functions, FunctionCatalog catalog) {
    return new MappedFunctionRoles(functions, catalog);
  }

  @Bean
  SourceAccess eventSourceAccess(
      RoleSessions sessions, Authorizer authorizer, AwsClients clients, KafkaSecrets secrets) {
    return new RoleSourceAccess(sessions, authorizer, clients, secrets);
  }

  @Bean
  ChangeEventSourceMappings changeEventSourceMappings(
      EventSourceMappings mappings,
      MappedFunctionRoles roles,
      SourceAccess access,
      PlatformClock clock) {
    return new ChangeEventSourceMappings(mappings, roles, access, clock);
  }

  @Bean
  ReadEventSourceMappings readEventSourceMappings(EventSourceMappings mappings) {
    return new ReadEventSourceMappings(mappings);
  }
}
