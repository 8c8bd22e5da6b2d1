package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityReplica;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The enforcement point, once per process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthorizationProperties.class)
public class AuthorizationConfiguration {

  @Bean
  Authorizer authorizer(
      AuthorizationProperties properties,
      IdentityReplica replica,
      IdentityAuthority authority,
      List<ResourcePolicies> resourcePolicies) {
    return new EnforcementPoint(properties, replica, authority, resourcePolicies);
  }
}
