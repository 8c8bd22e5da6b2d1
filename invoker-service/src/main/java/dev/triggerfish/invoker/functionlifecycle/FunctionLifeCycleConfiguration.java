package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.code.CodeReferences;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.function.ChangeAnnouncer;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionRevisions;
import dev.triggerfish.invoker.function.MappedFunctions;
import dev.triggerfish.invoker.function.ReservedConcurrency;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import dev.triggerfish.invoker.functionconfig.RoleRules;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Functions from their creation to their deletion, and the operations that manage them. */
@Configuration(proxyBeanMethods = false)
public class FunctionLifeCycleConfiguration {

  @Bean
  FunctionStore functionStore(Database invokerDatabase) {
    return new FunctionStore(invokerDatabase);
  }

  @Bean
  CodeReferences functionCodeReferences(Database invokerDatabase) {
    return new FunctionCodeReferences(invokerDatabase);
  }

  @Bean
  FunctionVersions functionVersions(FunctionStore store, CodeStore codes, FunctionAliases aliases) {
    return new FunctionVersions(store, codes, aliases);
  }

  /**
   * {@code triggerfish.function.deployment-delay}: how long, in platform time, a function stays
   * Pending or InProgress at least.
   */
  @Bean
  Deployments functionDeployments(
      FunctionStore store,
      FunctionVersions versions,
      CodeStore codes,
      PlatformClock clock,
      @Value("${triggerfish.function.deployment-delay:PT0.1S}") Duration deploymentDelay,
      ChangeAnnouncer announcer) {
    return new Deployments(store, versions, codes, clock, deploymentDelay, announcer);
  }

  @Bean
  Functions functions(
      FunctionStore store,
      FunctionVersions versions,
      FunctionAliases aliases,
      Deployments deployments,
      ChangeAnnouncer announcer) {
    return new Functions(store, versions, aliases, deployments, announcer);
  }

  @Bean
  FunctionRevisions functionRevisions(
      Functions functions, FunctionStore store, FunctionAliases aliases) {
    return new StoredRevisions(functions, store, aliases);
  }

  @Bean
  ResourceResolver functionResources(MappedFunctions mappings) {
    return new FunctionResources(mappings);
  }

  @Bean
  CreateFunction createFunction(
      Functions functions,
      CodeIntake codes,
      RoleRules roles,
      LayerRules layers,
      Authorizer authorizer,
      PlatformClock clock) {
    return new CreateFunction(functions, codes, roles, layers, authorizer, clock);
  }

  @Bean
  GetFunction getFunction(
      Functions functions, FunctionStore store, CodeLinks links, ReservedConcurrency reserved) {
    return new GetFunction(functions, store, links, reserved);
  }

  @Bean
  ListFunctions listFunctions(Functions functions, FunctionStore store) {
    return new ListFunctions(functions, store);
  }

  @Bean
  UpdateFunctionCode updateFunctionCode(
      Functions functions, CodeIntake codes, PlatformClock clock) {
    return new UpdateFunctionCode(functions, codes, clock);
  }

  @Bean
  UpdateFunctionConfiguration updateFunctionConfiguration(
      Functions functions,
      RoleRules roles,
      LayerRules layers,
      CodeStore codes,
      PlatformClock clock) {
    return new UpdateFunctionConfiguration(functions, roles, layers, codes, clock);
  }

  @Bean
  PublishVersion publishVersion(Functions functions) {
    return new PublishVersion(functions);
  }

  @Bean
  FunctionTags functionTags(Functions functions, FunctionStore store, MappedFunctions mappings) {
    return new FunctionTags(functions, store, mappings);
  }

  @Bean
  DeleteFunction deleteFunction(Functions functions) {
    return new DeleteFunction(functions);
  }
}
