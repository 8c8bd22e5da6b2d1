package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.identity.OwnKeyProperties;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.TopicFollower;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Platform time is shared with other processes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformAddresses.class, OwnKeyProperties.class})
public class SharedClockConfiguration {

  @Bean
  ClockTopic clockTopic(KafkaConnection kafka) {
    return new ClockTopic(kafka);
  }

  @Bean
  SharedClock sharedClock(ClockTopic topic, PlatformAddresses addresses, OwnKeyProperties own) {
    return new KafkaSharedClock(topic, addresses.others(own.service()));
  }

  @Bean
  SmartLifecycle clockFeed(KafkaConnection kafka, ClockAdvances advances) {
    return TopicFollower.of(kafka, ClockTopic.TOPIC, new ClockFeed(advances));
  }
}
