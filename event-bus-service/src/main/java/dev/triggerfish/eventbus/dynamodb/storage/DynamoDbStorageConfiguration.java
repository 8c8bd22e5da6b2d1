package dev.triggerfish.eventbus.dynamodb.storage;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DynamoDB's database: one of its own, since no write of an item concerns another service. */
@Configuration(proxyBeanMethods = false)
public class DynamoDbStorageConfiguration {

  @Bean
  Database dynamoDbDatabase(ServiceStorage storage) {
    return storage.database("dynamodb");
  }
}
