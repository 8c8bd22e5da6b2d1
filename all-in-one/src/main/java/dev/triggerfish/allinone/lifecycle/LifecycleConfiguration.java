package dev.triggerfish.allinone.lifecycle;

import dev.triggerfish.aws.health.HealthProbe;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.storage.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Start and end, as seen from outside. */
@Configuration(proxyBeanMethods = false)
public class LifecycleConfiguration {

  @Bean(destroyMethod = "withdraw")
  @SuppressWarnings("SystemOut") // the console is the person who typed the command
  ReadyAnnouncement readyAnnouncement(
      IdentityReplica replica,
      List<HealthProbe> probes,
      DataDirectory directory,
      @Value("${triggerfish.run-file:#{null}}") @Nullable Path runFile) {
    return new ReadyAnnouncement(replica, probes, directory, runFile, System.out);
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> announceWhenReady(ReadyAnnouncement announcement) {
    return event -> {
      var context = (WebServerApplicationContext) event.getApplicationContext();
      var server = Objects.requireNonNull(context.getWebServer(), "no web server");
      announcement.announce(
          server.getPort(), Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO));
    };
  }
}
