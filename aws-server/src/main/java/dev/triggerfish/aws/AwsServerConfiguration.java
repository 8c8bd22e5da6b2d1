package dev.triggerfish.aws;

import dev.triggerfish.aws.authorization.AuthorizationConfiguration;
import dev.triggerfish.aws.clock.ClockConfiguration;
import dev.triggerfish.aws.health.HealthConfiguration;
import dev.triggerfish.aws.identity.IdentityConfiguration;
import dev.triggerfish.aws.journal.JournalConfiguration;
import dev.triggerfish.aws.metric.MetricConfiguration;
import dev.triggerfish.aws.pipeline.PipelineConfiguration;
import dev.triggerfish.aws.storage.StorageConfiguration;
import dev.triggerfish.aws.web.WebConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that a process serving AWS APIs needs once, whichever services it serves. */
@Configuration(proxyBeanMethods = false)
@Import({
  ClockConfiguration.class,
  StorageConfiguration.class,
  IdentityConfiguration.class,
  AuthorizationConfiguration.class,
  PipelineConfiguration.class,
  WebConfiguration.class,
  HealthConfiguration.class,
  JournalConfiguration.class,
  MetricConfiguration.class,
})
public class AwsServerConfiguration {}
