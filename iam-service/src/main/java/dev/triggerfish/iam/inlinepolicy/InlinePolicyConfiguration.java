package dev.triggerfish.iam.inlinepolicy;

import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Inline policies. */
@Configuration(proxyBeanMethods = false)
public class InlinePolicyConfiguration {

  @Bean
  InlinePolicies inlinePolicies(
      Principals principals, PrincipalPolicies policies, IdentityChanges changes) {
    return new InlinePolicies(principals, policies, changes);
  }

  @Bean
  RolePolicyOperations rolePolicyOperations(InlinePolicies policies) {
    return new RolePolicyOperations(policies);
  }

  @Bean
  UserPolicyOperations userPolicyOperations(InlinePolicies policies) {
    return new UserPolicyOperations(policies);
  }
}
