package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionResolver;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Concurrency limits, and the operations that show and change them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConcurrencyProperties.class)
public class ConcurrencyConfiguration {

  @Bean
  RunningInvocations runningInvocations(ConcurrencyProperties properties) {
    return new RunningInvocations(properties.account(), System::nanoTime);
  }

  @Bean
  ConcurrencySettings concurrencySettings(
      Database invokerDatabase, RunningInvocations invocations, ConcurrencyProperties properties) {
    return new ConcurrencySettings(
        new SqlConcurrencyStore(invokerDatabase), invocations, properties.account());
  }

  @Bean
  FunctionConcurrency functionConcurrency(
      ConcurrencySettings settings, FunctionCatalog catalog, FunctionResolver functions) {
    return new FunctionConcurrency(settings, catalog, functions);
  }

  @Bean
  GetAccountSettings getAccountSettings(RunningInvocations invocations, FunctionCatalog catalog) {
    return new GetAccountSettings(invocations, catalog);
  }
}
