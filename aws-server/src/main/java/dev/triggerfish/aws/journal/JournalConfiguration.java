package dev.triggerfish.aws.journal;

import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal of events, once per process. */
@Configuration(proxyBeanMethods = false)
public class JournalConfiguration {

  @Bean
  EventJournal eventJournal() {
    var log = LoggerFactory.getLogger(EventJournal.class);
    return hop -> log.debug("{}", hop);
  }
}
