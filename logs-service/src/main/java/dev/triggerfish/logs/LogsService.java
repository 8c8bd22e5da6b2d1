package dev.triggerfish.logs;

import dev.triggerfish.logs.cost.CostConfiguration;
import dev.triggerfish.logs.ingestion.IngestionConfiguration;
import dev.triggerfish.logs.journal.EventJournalConfiguration;
import dev.triggerfish.logs.logevent.LogEventConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import dev.triggerfish.logs.metric.MetricConfiguration;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** CloudWatch Logs and Metrics: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  LogsStorageConfiguration.class,
  LogGroupConfiguration.class,
  LogStreamConfiguration.class,
  LogEventConfiguration.class,
  MetricConfiguration.class,
  CostConfiguration.class,
  EventJournalConfiguration.class,
  IngestionConfiguration.class
})
public class LogsService {}
