package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Log groups. */
@Configuration(proxyBeanMethods = false)
public class LogGroupConfiguration {

  @Bean
  LogGroupStore logGroupStore(Database logsDatabase) {
    return new LogGroupStore(logsDatabase);
  }

  @Bean
  LogGroups logGroups(LogGroupStore store) {
    return new LogGroups(store);
  }

  @Bean
  ResourceResolver logResourceResolver() {
    return new LogResourceResolver();
  }

  @Bean
  OperationGroup logGroupLifecycle(
      LogGroupStore store, LogGroups groups, Authorizer authorizer, PlatformClock clock) {
    return new LogGroupLifecycle(store, groups, authorizer, clock);
  }

  @Bean
  OperationGroup logGroupListing(LogGroupStore store) {
    return new LogGroupListing(store);
  }

  @Bean
  OperationGroup logGroupRetention(LogGroupStore store, LogGroups groups) {
    return new LogGroupRetention(store, groups);
  }
}
