package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading items. */
@Configuration(proxyBeanMethods = false)
public class ReadConfiguration {

  @Bean
  OperationGroup getItem(Tables dynamoDbTables, ItemRows rows) {
    return new GetItem(dynamoDbTables, rows);
  }

  @Bean
  OperationGroup batchGetItem(Tables dynamoDbTables, ItemRows rows, Authorizer authorizer) {
    return new BatchGetItem(dynamoDbTables, rows, authorizer);
  }

  @Bean
  TransactReads transactReads(ItemRows rows) {
    return new TransactReads(rows);
  }

  @Bean
  SelectReads selectReads(ItemRows rows) {
    return new SelectReads(rows);
  }

  @Bean
  OperationGroup transactGetItems(
      Tables dynamoDbTables, TransactReads reads, Authorizer authorizer) {
    return new TransactGetItems(dynamoDbTables, reads, authorizer);
  }

  @Bean
  OperationGroup dynamoDbQuery(Tables dynamoDbTables, ItemRows rows) {
    return new Query(dynamoDbTables, rows);
  }

  @Bean
  OperationGroup dynamoDbScan(Tables dynamoDbTables, ItemRows rows) {
    return new Scan(dynamoDbTables, rows);
  }
}
