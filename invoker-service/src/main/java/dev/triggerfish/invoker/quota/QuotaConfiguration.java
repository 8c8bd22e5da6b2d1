package dev.triggerfish.invoker.quota;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.concurrency.AccountLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Service Quotas, as far as it is about Lambda. */
@Configuration(proxyBeanMethods = false)
public class QuotaConfiguration {

  @Bean
  ServiceQuotas serviceQuotas(AccountLimits limits) {
    return new ServiceQuotas(limits);
  }

  @Bean
  QuotaIncreases quotaIncreases(AccountLimits limits, PlatformClock clock) {
    return new QuotaIncreases(limits, clock);
  }
}
