package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.functionconfig.FunctionLayers;
import dev.triggerfish.invoker.permission.LambdaResourcePolicies;
import dev.triggerfish.invoker.permission.ResourcePolicySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Layers, their policies, and the operations that manage them. */
@Configuration(proxyBeanMethods = false)
public class LayerConfiguration {

  @Bean
  LayerStore layerStore(Database invokerDatabase) {
    return new LayerStore(invokerDatabase);
  }

  @Bean
  LayerPolicyStore layerPolicyStore(Database invokerDatabase) {
    return new LayerPolicyStore(invokerDatabase);
  }

  @Bean
  ResourcePolicySource storedLayerPolicies(LayerPolicyStore store) {
    return new LayerPolicies.Source(store);
  }

  @Bean
  LayerPolicies layerPolicies(LayerPolicyStore store, LambdaResourcePolicies decisive) {
    return new LayerPolicies(store, decisive);
  }

  @Bean
  LayerReplies layerReplies(CodeLinks links) {
    return new LayerReplies(links);
  }

  @Bean
  FunctionLayers functionLayers(LayerStore store, Authorizer authorizer) {
    return new LayersForFunctions(store, authorizer);
  }

  @Bean
  PublishLayerVersion publishLayerVersion(
      LayerStore store, CodeIntake codes, LayerReplies replies, PlatformClock clock) {
    return new PublishLayerVersion(store, codes, replies, clock);
  }

  @Bean
  GetLayerVersion getLayerVersion(LayerStore store, LayerReplies replies) {
    return new GetLayerVersion(store, replies);
  }

  @Bean
  ListLayers listLayers(LayerStore store) {
    return new ListLayers(store);
  }

  @Bean
  DeleteLayerVersion deleteLayerVersion(LayerStore store, LayerPolicies policies) {
    return new DeleteLayerVersion(store, policies);
  }

  @Bean
  LayerVersionPermissions layerVersionPermissions(LayerPolicies policies) {
    return new LayerVersionPermissions(policies);
  }
}
