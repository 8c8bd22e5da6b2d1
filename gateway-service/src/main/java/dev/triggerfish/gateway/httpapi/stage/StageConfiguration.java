package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.AutoDeployment;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stages and deployments of HTTP APIs, and tags. */
@Configuration(proxyBeanMethods = false)
public class StageConfiguration {

  @Bean
  OperationGroup stageOperations(HttpApis apis) {
    return new StageOperations(apis);
  }

  @Bean
  OperationGroup deploymentOperations(HttpApis apis, AutoDeployment deployments) {
    return new DeploymentOperations(apis, deployments);
  }

  @Bean
  OperationGroup apiTaggingOperations(HttpApis apis) {
    return new TaggingOperations(apis);
  }
}
