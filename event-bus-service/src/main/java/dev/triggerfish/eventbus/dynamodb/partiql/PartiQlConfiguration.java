package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads;
import dev.triggerfish.eventbus.dynamodb.read.TransactReads;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Statements in PartiQL. */
@Configuration(proxyBeanMethods = false)
public class PartiQlConfiguration {

  @Bean
  OperationGroup executeStatement(
      Tables dynamoDbTables, Authorizer authorizer, SelectReads reads, ItemWrites writes) {
    return new ExecuteStatement(
        new StatementAccess(dynamoDbTables, authorizer), dynamoDbTables, reads, writes);
  }

  @Bean
  OperationGroup batchExecuteStatement(
      Tables dynamoDbTables, Authorizer authorizer, SelectReads reads, ItemWrites writes) {
    return new BatchExecuteStatement(
        new StatementAccess(dynamoDbTables, authorizer), dynamoDbTables, reads, writes);
  }

  @Bean
  OperationGroup executeTransaction(
      Tables dynamoDbTables, Authorizer authorizer, TransactReads reads, ItemWrites writes) {
    return new ExecuteTransaction(
        new StatementAccess(dynamoDbTables, authorizer), dynamoDbTables, reads, writes);
  }
}
