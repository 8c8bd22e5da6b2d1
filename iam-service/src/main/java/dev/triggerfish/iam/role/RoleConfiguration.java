package dev.triggerfish.iam.role;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityJournal;
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
      IdentityJournal journal,
      PlatformClock clock) {
    return new RoleOperations(roles, principals, managedPolicies, journal, clock);
  }

  @Bean
  RoleUpdateOperations roleUpdateOperations(
      RoleStore roles, Principals principals, IdentityJournal journal) {
    return new RoleUpdateOperations(roles, principals, journal);
  }

  @Bean
  RoleTagOperations roleTagOperations(Principals principals, IdentityJournal journal) {
    return new RoleTagOperations(principals, journal);
  }
}
