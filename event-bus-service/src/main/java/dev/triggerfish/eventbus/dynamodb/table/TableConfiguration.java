package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DynamoDB's tables. */
@Configuration(proxyBeanMethods = false)
public class TableConfiguration {

  @Bean
  TableStore tableStore(Database dynamoDbDatabase) {
    return new TableStore(dynamoDbDatabase);
  }

  @Bean
  Tables dynamoDbTables(TableStore store) {
    return new Tables(store);
  }

  @Bean
  DroppedPrefixes droppedPrefixes(TableStore store) {
    return new DroppedPrefixes(store);
  }

  @Bean
  OperationGroup createTable(
      TableStore store,
      Tables tables,
      TableRows rows,
      StreamSwitch streams,
      Authorizer authorizer,
      PlatformClock clock) {
    return new CreateTable(store, tables, new TableDescriptions(rows), streams, authorizer, clock);
  }

  @Bean
  OperationGroup describeTables(TableStore store, Tables tables, TableRows rows) {
    return new DescribeTables(store, tables, new TableDescriptions(rows));
  }

  @Bean
  OperationGroup updateTable(
      TableStore store, Tables tables, TableRows rows, StreamSwitch streams, PlatformClock clock) {
    return new UpdateTable(
        tables,
        new TableDescriptions(rows),
        new IndexUpdates(store::nextPrefix),
        streams,
        rows,
        clock);
  }

  @Bean
  OperationGroup deleteTable(Tables tables, TableRows rows, StreamSwitch streams) {
    return new DeleteTable(tables, new TableDescriptions(rows), streams, rows);
  }

  @Bean
  OperationGroup timeToLiveOperations(TableStore store, Tables tables, TableRows rows) {
    return new TimeToLiveOperations(store, tables, rows);
  }

  @Bean
  OperationGroup tableTags(Tables tables) {
    return new TableTags(tables);
  }

  @Bean
  OperationGroup tablePolicyOperations(Tables tables) {
    return new TablePolicyOperations(tables);
  }

  @Bean
  OperationGroup dynamoDbAccountOperations(Tables tables) {
    return new AccountOperations(tables);
  }
}
