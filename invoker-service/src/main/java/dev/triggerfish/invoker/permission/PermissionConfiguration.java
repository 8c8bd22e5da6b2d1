package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionRevisions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Policies of functions, and what decides by the policies of all of Lambda's resources. */
@Configuration(proxyBeanMethods = false)
public class PermissionConfiguration {

  @Bean
  FunctionPolicyStore functionPolicyStore(Database invokerDatabase) {
    return new FunctionPolicyStore(invokerDatabase);
  }

  @Bean
  ResourcePolicySource storedFunctionPolicies(FunctionPolicyStore store) {
    return new StoredFunctionPolicies(store);
  }

  @Bean
  LambdaResourcePolicies lambdaResourcePolicies(ObjectProvider<ResourcePolicySource> sources) {
    return new LambdaResourcePolicies(() -> sources.stream().toList());
  }

  @Bean
  FunctionPolicies functionPolicies(
      FunctionPolicyStore store, FunctionRevisions revisions, LambdaResourcePolicies decisive) {
    return new FunctionPolicies(store, revisions, decisive);
  }

  @Bean
  AddPermission addFunctionPermission(FunctionPolicies functionPolicies) {
    return new AddPermission(functionPolicies);
  }

  @Bean
  RemovePermission removeFunctionPermission(FunctionPolicies functionPolicies) {
    return new RemovePermission(functionPolicies);
  }

  @Bean
  GetPolicy getFunctionPolicy(FunctionPolicies functionPolicies) {
    return new GetPolicy(functionPolicies);
  }
}
