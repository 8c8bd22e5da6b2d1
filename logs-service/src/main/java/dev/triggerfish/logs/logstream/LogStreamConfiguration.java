package dev.triggerfish.logs.logstream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.loggroup.LogGroups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Log streams. */
@Configuration(proxyBeanMethods = false)
public class LogStreamConfiguration {

  @Bean
  LogStreamStore logStreamStore(Database logsDatabase) {
    return new LogStreamStore(logsDatabase);
  }

  @Bean
  LogStreams logStreams(LogStreamStore store) {
    return new LogStreams(store);
  }

  @Bean
  OperationGroup logStreamLifecycle(
      LogGroups groups, LogStreams streams, LogStreamStore store, PlatformClock clock) {
    return new LogStreamLifecycle(groups, streams, store, clock);
  }

  @Bean
  OperationGroup logStreamListing(LogGroups groups, LogStreamStore store) {
    return new LogStreamListing(groups, store);
  }
}
