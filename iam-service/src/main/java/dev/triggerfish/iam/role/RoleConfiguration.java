package dev.triggerfish.iam.role;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles. */
@Configuration(proxyBeanMethods = false)
public class RoleConfiguration {

  @Bean
  RoleStore roleStore(Database iamDatabase, Principals principals) {
    return new RoleStore(iamDatabase, principals);
  }

  @Bean
  RoleOperations roleOperations(
      RoleStore roles,
      Principals principals,
      ManagedPolicies managedPolicies,
      IdentityChanges changes,
      PlatformClock clock) {
    return new RoleOperations(roles, principals, managedPolicies, changes, clock);
  }

  @Bean
  RoleUpdateOperations roleUpdateOperations(
      RoleStore roles, Principals principals, IdentityChanges changes) {
    return new RoleUpdateOperations(roles, principals, changes);
  }

  @Bean
  RoleTagOperations roleTagOperations(Principals principals, IdentityChanges changes) {
    return new RoleTagOperations(principals, changes);
  }
}
