package dev.triggerfish.logs.journal;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal of what became of events. */
@Configuration(proxyBeanMethods = false)
public class EventJournalConfiguration {

  private static final int KEPT_HOPS = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Bean
  EventHopStore eventHopStore(Database logsDatabase) {
    return new EventHopStore(logsDatabase, KEPT_HOPS);
  }

  @Bean
  EventsController eventsController(EventHopStore store, PlatformClock clock) {
    return new EventsController(store, clock, PATIENCE);
  }
}
