package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTP APIs as their owners configure them. */
@Configuration(proxyBeanMethods = false)
public class HttpApiConfiguration {

  @Bean
  HttpApiStore httpApiStore(Database gatewayDatabase) {
    return new HttpApiStore(gatewayDatabase);
  }

  @Bean
  DeployedApis deployedApis(HttpApiStore store) {
    return new StoredDeployments(store);
  }

  @Bean
  AutoDeployment autoDeployment(HttpApiStore store, PlatformClock clock) {
    return new AutoDeployment(store, clock);
  }

  @Bean
  HttpApis httpApis(
      HttpApiStore store, AutoDeployment deployment, ApiChanges changes, PlatformClock clock) {
    return new HttpApis(store, deployment, changes, clock);
  }

  /**
   * {@code triggerfish.endpoint-url}: where clients reach the public endpoint; by default this
   * process.
   */
  @Bean
  ApiAddresses apiAddresses(
      @Value("${triggerfish.endpoint-url:http://localhost:${server.port:4566}}") URI endpoint) {
    return new ApiAddresses(endpoint);
  }

  @Bean
  ResourceResolver apiResourceResolver() {
    return new ApiResourceResolver();
  }

  @Bean
  OperationGroup apiLifecycle(HttpApis apis, ApiAddresses addresses) {
    return new ApiLifecycle(apis, addresses);
  }

  @Bean
  OperationGroup apiListing(HttpApis apis, ApiAddresses addresses) {
    return new ApiListing(apis, addresses);
  }
}
