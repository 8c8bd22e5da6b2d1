package dev.triggerfish.iam.user;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.iam.accesskey.AccessKeyStore;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Users. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

  @Bean
  UserOperations userOperations(
      Principals principals,
      AccessKeyStore accessKeys,
      ManagedPolicies managedPolicies,
      IdentityChanges changes,
      PlatformClock clock) {
    return new UserOperations(principals, accessKeys, managedPolicies, changes, clock);
  }

  @Bean
  UserTagOperations userTagOperations(Principals principals, IdentityChanges changes) {
    return new UserTagOperations(principals, changes);
  }
}
