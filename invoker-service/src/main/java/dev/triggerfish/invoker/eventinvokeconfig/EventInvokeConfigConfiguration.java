package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How events are tried, and the operations that say so. */
@Configuration(proxyBeanMethods = false)
public class EventInvokeConfigConfiguration {

  @Bean
  EventInvokeConfigs eventInvokeConfigs(Database invokerDatabase) {
    return new EventInvokeConfigs(new EventInvokeConfigStore(invokerDatabase));
  }

  @Bean
  FunctionEventInvokeConfigs functionEventInvokeConfigs(
      EventInvokeConfigs configs, FunctionCatalog functions, PlatformClock clock) {
    return new FunctionEventInvokeConfigs(
        configs, new DestinationRules(functions), functions, clock);
  }
}
