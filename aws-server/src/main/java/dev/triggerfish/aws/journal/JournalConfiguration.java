package dev.triggerfish.aws.journal;

import dev.triggerfish.aws.kafka.KafkaConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal of events, once per process. */
@Configuration(proxyBeanMethods = false)
public class JournalConfiguration {

  @Bean(destroyMethod = "close")
  KafkaEventJournal eventJournal(KafkaConnection kafka) {
    return new KafkaEventJournal(kafka);
  }
}
