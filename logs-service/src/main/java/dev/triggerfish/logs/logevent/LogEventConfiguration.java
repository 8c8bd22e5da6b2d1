package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.loggroup.LogGroups;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.logstream.LogStreams;
import dev.triggerfish.logs.storage.Trimming;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Log events. */
@Configuration(proxyBeanMethods = false)
public class LogEventConfiguration {

  @Bean
  LogEventStore logEventStore(Database logsDatabase) {
    return new LogEventStore(logsDatabase);
  }

  @Bean
  EventPages logEventPages(LogEventStore store) {
    return new EventPages(store);
  }

  @Bean
  Unmasking logUnmasking(Authorizer authorizer) {
    return new Unmasking(authorizer);
  }

  @Bean
  OperationGroup logEventWriting(
      LogGroups groups, LogStreams streams, LogEventStore store, PlatformClock clock) {
    return new LogEventWriting(groups, streams, store, clock, InstantSource.system());
  }

  @Bean
  OperationGroup logEventReading(
      LogGroups groups, LogStreams streams, EventPages pages, Unmasking unmasking) {
    return new LogEventReading(groups, streams, pages, unmasking);
  }

  @Bean
  OperationGroup logEventFiltering(
      LogGroups groups, LogStreamStore streams, EventPages pages, Unmasking unmasking) {
    return new LogEventFiltering(groups, streams, pages, unmasking);
  }

  @Bean
  SmartLifecycle logEventTrimming(
      Database logsDatabase,
      PlatformClock clock,
      @Value("${triggerfish.logs.max-bytes:1073741824}") long maxBytes) {
    var trimmer = new LogEventTrimmer(logsDatabase, maxBytes);
    return new Trimming("Log events", Duration.ofSeconds(10), trimmer::trim, clock);
  }
}
