package dev.triggerfish.invoker.recursion;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Functions that call themselves, and the operations that say which of them may. */
@Configuration(proxyBeanMethods = false)
public class RecursionConfiguration {

  @Bean
  RecursionSettings recursionSettings(Database invokerDatabase) {
    return new RecursionSettings(invokerDatabase);
  }

  @Bean
  FunctionRecursionConfigs functionRecursionConfigs(
      RecursionSettings settings, FunctionCatalog functions) {
    return new FunctionRecursionConfigs(settings, functions);
  }
}
