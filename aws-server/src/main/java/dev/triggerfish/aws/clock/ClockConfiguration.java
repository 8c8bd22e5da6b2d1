package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.storage.DataDirectory;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Platform time, once per process. */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

  @Bean
  ClockOffsetFile clockOffsetFile(DataDirectory directory) {
    return new ClockOffsetFile(directory.root());
  }

  @Bean
  SystemPlatformClock platformClock(ClockOffsetFile file) {
    var clock =
        new SystemPlatformClock(
            InstantSource.system(),
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("due-", 0).factory()),
            file.read());
    clock.start();
    return clock;
  }

  @Bean
  ClockAdvances clockAdvances(
      SystemPlatformClock platformClock, ClockOffsetFile file, ObjectProvider<SharedClock> others) {
    return new ClockAdvances(platformClock, file, others.getIfAvailable(() -> SharedClock.NONE));
  }

  @Bean
  ClockController clockController(ClockAdvances advances, ObjectProvider<PeerPages> peers) {
    return new ClockController(advances, peers.getIfAvailable(() -> PeerPages.NONE));
  }
}
