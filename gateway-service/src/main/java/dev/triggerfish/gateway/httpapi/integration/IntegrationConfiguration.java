package dev.triggerfish.gateway.httpapi.integration;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Integrations of HTTP APIs. */
@Configuration(proxyBeanMethods = false)
public class IntegrationConfiguration {

  @Bean
  OperationGroup integrationOperations(HttpApis apis) {
    return new IntegrationOperations(apis);
  }
}
