package dev.triggerfish.logs.cost;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.storage.Trimming;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The costs of functions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PriceProperties.class)
public class CostConfiguration {

  @Bean
  CostStore costStore(Database logsDatabase) {
    return new CostStore(logsDatabase);
  }

  @Bean
  CostsController costsController(CostStore store, PriceProperties prices) {
    return new CostsController(store, prices);
  }

  @Bean
  SmartLifecycle costTrimming(CostStore store, PlatformClock clock) {
    return new Trimming("Costs", Duration.ofHours(1), store::trim, clock);
  }
}
