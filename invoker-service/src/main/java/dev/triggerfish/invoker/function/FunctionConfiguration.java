package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.role.ExecutionRoles;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Functions and the operations that manage them. */
@Configuration(proxyBeanMethods = false)
public class FunctionConfiguration {

  @Bean
  FunctionStore functionStore(Database invokerDatabase) {
    return new SqlFunctionStore(invokerDatabase);
  }

  @Bean
  FunctionVersions functionVersions(FunctionStore store, CodeStore codes) {
    return new FunctionVersions(store, codes);
  }

  /**
   * {@code triggerfish.function.deployment-delay}: how long, in platform time, a function stays
   * Pending or InProgress at least.
   */
  @Bean
  Functions functions(
      FunctionStore store,
      FunctionVersions versions,
      CodeStore codes,
      PlatformClock clock,
      @Value("${triggerfish.function.deployment-delay:PT0.1S}") Duration deploymentDelay,
      ObjectProvider<FunctionChanges> listeners) {
    return new Functions(store, versions, codes, clock, deploymentDelay, () -> listeners);
  }

  @Bean
  RoleRules roleRules(Authorizer authorizer, ExecutionRoles roles) {
    return new RoleRules(authorizer, roles);
  }

  @Bean
  ResourceResolver functionResources() {
    return new FunctionResources();
  }

  @Bean
  CreateFunction createFunction(
      Functions functions,
      CodeStore codes,
      RoleRules roles,
      Authorizer authorizer,
      PlatformClock clock) {
    return new CreateFunction(functions, codes, roles, authorizer, clock);
  }

  @Bean
  GetFunction getFunction(Functions functions, FunctionStore store, CodeLinks links) {
    return new GetFunction(functions, store, links);
  }

  @Bean
  ListFunctions listFunctions(FunctionStore store) {
    return new ListFunctions(store);
  }

  @Bean
  UpdateFunctionCode updateFunctionCode(Functions functions, CodeStore codes, PlatformClock clock) {
    return new UpdateFunctionCode(functions, codes, clock);
  }

  @Bean
  UpdateFunctionConfiguration updateFunctionConfiguration(
      Functions functions, RoleRules roles, PlatformClock clock) {
    return new UpdateFunctionConfiguration(functions, roles, clock);
  }

  @Bean
  DeleteFunction deleteFunction(Functions functions) {
    return new DeleteFunction(functions);
  }
}
