package dev.triggerfish.eventbus.dynamodb.access;

import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Resources, condition keys and resource policies of DynamoDB. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

  @Bean
  ResourceResolver dynamoDbResources(Tables dynamoDbTables) {
    return new DynamoDbResources(dynamoDbTables);
  }

  @Bean
  ResourcePolicies dynamoDbPolicies(Tables dynamoDbTables) {
    return new TablePolicies(dynamoDbTables);
  }
}
