package dev.triggerfish.logs;

import dev.triggerfish.logs.ingestion.IngestionConfiguration;
import dev.triggerfish.logs.logevent.LogEventConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** CloudWatch Logs as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
  LogsStorageConfiguration.class,
  LogGroupConfiguration.class,
  LogStreamConfiguration.class,
  LogEventConfiguration.class,
  IngestionConfiguration.class
})
public class LogsApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(LogsApplication.class, args);
  }
}
