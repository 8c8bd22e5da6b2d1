package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.OperationObserver;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.protocol.RequestValidator;
import dev.triggerfish.aws.signature.SignatureVerifier;
import dev.triggerfish.aws.signature.SigningKeys;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of a request, once per process. */
@Configuration(proxyBeanMethods = false)
public class PipelineConfiguration {

  @Bean
  ServiceModels serviceModels() {
    return new ServiceModels();
  }

  @Bean
  OperationRegistry operationRegistry(List<OperationGroup> groups, ServiceModels models) {
    return new OperationRegistry(groups, models);
  }

  @Bean
  CallerAuthenticator callerAuthenticator(
      IdentityAuthority authority,
      IdentityReplica replica,
      IdentityCatchUp catchUp,
      PlatformClock clock) {
    // Signature dates are the client's wall time, which platform time must not be held against.
    var verifier =
        new SignatureVerifier(new SigningKeys(authority, replica, clock), Clock.systemUTC());
    return new CallerAuthenticator(verifier, replica, catchUp);
  }

  @Bean
  OperationPerformer operationPerformer(
      ServiceModels models,
      Authorizer authorizer,
      List<ResourceResolver> resolvers,
      ObjectProvider<OperationObserver> observers) {
    return new OperationPerformer(
        new RequestValidator(models), authorizer, resolvers, observers.stream().toList());
  }

  @Bean
  AwsPipeline awsPipeline(
      ServiceModels models,
      OperationRegistry registry,
      CallerAuthenticator authenticator,
      OperationPerformer performer) {
    return new AwsPipeline(models, registry, authenticator, performer);
  }
}
