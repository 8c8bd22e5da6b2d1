package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.kafka.KafkaConnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Platform time is shared with other processes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockProperties.class)
public class SharedClockConfiguration {

  @Bean
  ClockTopic clockTopic(KafkaConnection kafka) {
    return new ClockTopic(kafka);
  }

  @Bean
  SharedClock sharedClock(ClockTopic topic, ClockProperties properties) {
    return new KafkaSharedClock(topic, properties.services());
  }

  @Bean
  SmartLifecycle clockFeed(ClockTopic topic, ClockAdvances advances) {
    return new ClockFeed(topic, advances);
  }
}
