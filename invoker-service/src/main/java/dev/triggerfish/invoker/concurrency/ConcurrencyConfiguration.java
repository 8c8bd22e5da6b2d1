package dev.triggerfish.invoker.concurrency;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Concurrency limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConcurrencyProperties.class)
public class ConcurrencyConfiguration {

  @Bean
  ConcurrencyLimiter concurrencyLimiter(ConcurrencyProperties properties) {
    return new AccountConcurrencyLimiter(properties.account());
  }
}
