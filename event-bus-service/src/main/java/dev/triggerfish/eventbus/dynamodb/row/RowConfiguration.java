package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.table.DroppedPrefixes;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rows, and what reads and writes them. */
@Configuration(proxyBeanMethods = false)
public class RowConfiguration {

  @Bean
  ItemRows itemRows(Database dynamoDbDatabase) {
    return new ItemRows(dynamoDbDatabase);
  }

  @Bean
  ClientTokens clientTokens(Database dynamoDbDatabase, PlatformClock clock) {
    return new ClientTokens(dynamoDbDatabase, clock);
  }

  @Bean(destroyMethod = "close")
  ItemWriter itemWriter(
      Database dynamoDbDatabase,
      ItemRows rows,
      ClientTokens tokens,
      Tables tables,
      ObjectProvider<ChangeListener> listeners,
      ObjectProvider<WriteObserver> observers) {
    return new ItemWriter(
        dynamoDbDatabase,
        rows,
        tokens,
        tables::lock,
        listeners.stream().toList(),
        observers.stream().toList());
  }

  @Bean
  RowKeeper rowKeeper(
      Database dynamoDbDatabase,
      ItemRows rows,
      ClientTokens tokens,
      ItemWriter writer,
      Tables tables,
      DroppedPrefixes dropped,
      PlatformClock clock) {
    return new RowKeeper(
        rows,
        tokens,
        new IndexFilling(dynamoDbDatabase, tables, rows),
        new Expiries(tables, rows, writer, clock),
        dropped,
        clock);
  }
}
