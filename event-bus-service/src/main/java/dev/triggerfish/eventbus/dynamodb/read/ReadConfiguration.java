package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.metric.TableMetrics;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading items. */
@Configuration(proxyBeanMethods = false)
public class ReadConfiguration {

  @Bean
  ReadMeter readMeter(TableMetrics metrics) {
    return new ReadMeter(metrics);
  }

  @Bean
  OperationGroup getItem(Tables dynamoDbTables, ItemRows rows, ReadMeter readMeter) {
    return new GetItem(dynamoDbTables, rows, readMeter);
  }

  @Bean
  OperationGroup batchGetItem(
      Tables dynamoDbTables, ItemRows rows, ReadMeter readMeter, Authorizer authorizer) {
    return new BatchGetItem(dynamoDbTables, rows, readMeter, authorizer);
  }

  @Bean
  TransactReads transactReads(ItemRows rows, ReadMeter readMeter) {
    return new TransactReads(rows, readMeter);
  }

  @Bean
  SelectReads selectReads(ItemRows rows, ReadMeter readMeter) {
    return new SelectReads(rows, readMeter);
  }

  @Bean
  OperationGroup transactGetItems(
      Tables dynamoDbTables, TransactReads reads, Authorizer authorizer) {
    return new TransactGetItems(dynamoDbTables, reads, authorizer);
  }

  @Bean
  OperationGroup dynamoDbQuery(Tables dynamoDbTables, ItemRows rows, ReadMeter readMeter) {
    return new Query(dynamoDbTables, rows, readMeter);
  }

  @Bean
  OperationGroup dynamoDbScan(Tables dynamoDbTables, ItemRows rows, ReadMeter readMeter) {
    return new Scan(dynamoDbTables, rows, readMeter);
  }
}
