package dev.triggerfish.eventbus.dynamodb.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationObserver;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metrics of {@code AWS/DynamoDB}. */
@Configuration(proxyBeanMethods = false)
public class TableMetricsConfiguration {

  @Bean
  TableMetrics tableMetrics(PlatformClock clock) {
    return new TableMetrics(clock);
  }

  @Bean
  OperationObserver dynamoDbCallMetrics(TableMetrics metrics) {
    return new CallMetrics(metrics);
  }

  @Bean
  ProvisionedMetrics provisionedMetrics(
      Tables dynamoDbTables, TableMetrics metrics, PlatformClock clock) {
    return new ProvisionedMetrics(dynamoDbTables, metrics, clock);
  }
}
