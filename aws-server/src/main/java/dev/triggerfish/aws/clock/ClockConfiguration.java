package dev.triggerfish.aws.clock;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Platform time, once per process. */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

  @Bean
  PlatformClock platformClock() {
    var clock =
        new SystemPlatformClock(
            InstantSource.system(),
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("due-", 0).factory()));
    clock.start();
    return clock;
  }
}
