package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.metric.TableMetrics;
import dev.triggerfish.eventbus.dynamodb.row.ItemWriter;
import dev.triggerfish.eventbus.dynamodb.row.WriteObserver;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writing items. */
@Configuration(proxyBeanMethods = false)
public class WriteConfiguration {

  @Bean
  WriteObserver writeMeter(TableMetrics metrics) {
    return new WriteMeter(metrics);
  }

  @Bean
  OperationGroup putItem(Tables dynamoDbTables, ItemWriter writer) {
    return new PutItem(new SingleWrites(dynamoDbTables, writer));
  }

  @Bean
  OperationGroup updateItem(Tables dynamoDbTables, ItemWriter writer) {
    return new UpdateItem(new SingleWrites(dynamoDbTables, writer));
  }

  @Bean
  OperationGroup deleteItem(Tables dynamoDbTables, ItemWriter writer) {
    return new DeleteItem(new SingleWrites(dynamoDbTables, writer));
  }

  @Bean
  OperationGroup batchWriteItem(Tables dynamoDbTables, ItemWriter writer, Authorizer authorizer) {
    return new BatchWriteItem(dynamoDbTables, new UnitWrites(dynamoDbTables, writer), authorizer);
  }

  @Bean
  ItemWrites itemWrites(Tables dynamoDbTables, ItemWriter writer) {
    return new ItemWrites(
        dynamoDbTables,
        new SingleWrites(dynamoDbTables, writer),
        new UnitWrites(dynamoDbTables, writer));
  }

  @Bean
  OperationGroup transactWriteItems(
      Tables dynamoDbTables, ItemWrites writes, Authorizer authorizer) {
    return new TransactWriteItems(dynamoDbTables, writes, authorizer);
  }
}
