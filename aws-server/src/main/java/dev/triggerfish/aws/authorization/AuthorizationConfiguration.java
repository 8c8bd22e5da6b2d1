package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.identity.IdentityReplica;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The enforcement point, once per process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthorizationProperties.class)
public class AuthorizationConfiguration {

  @Bean
  Denials denials() {
    return new Denials();
  }

  @Bean
  DenialsController denialsController(Denials denials, ObjectProvider<PeerPages> peers) {
    return new DenialsController(denials, peers.getIfAvailable(() -> PeerPages.NONE));
  }

  @Bean
  IdentityCatchUp identityCatchUp(
      IdentityReplica replica, IdentityAuthority authority, AuthorizationProperties properties) {
    return new IdentityCatchUp(replica, authority, properties.catchUp());
  }

  @Bean
  Authorizer authorizer(
      AuthorizationProperties properties,
      IdentityReplica replica,
      IdentityCatchUp catchUp,
      List<ResourcePolicies> resourcePolicies,
      PlatformClock clock,
      Denials denials) {
    return new EnforcementPoint(
        properties.mode(), replica, catchUp, resourcePolicies, clock, denials);
  }
}
