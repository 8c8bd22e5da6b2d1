package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.invoker.role.ExecutionRoles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rules about what a function may be configured with. */
@Configuration(proxyBeanMethods = false)
public class FunctionRulesConfiguration {

  @Bean
  RoleRules roleRules(Authorizer authorizer, ExecutionRoles roles) {
    return new RoleRules(authorizer, roles);
  }

  @Bean
  LayerRules layerRules(FunctionLayers functionLayers) {
    return new LayerRules(functionLayers);
  }
}
