package dev.triggerfish.gateway.httpapi.route;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Routes of HTTP APIs. */
@Configuration(proxyBeanMethods = false)
public class RouteConfiguration {

  @Bean
  OperationGroup routeOperations(HttpApis apis) {
    return new RouteOperations(apis);
  }
}
