package dev.triggerfish.iam.inlinepolicy;

import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityJournal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Inline policies. */
@Configuration(proxyBeanMethods = false)
public class InlinePolicyConfiguration {

  @Bean
  InlinePolicies inlinePolicies(
      Principals principals, PrincipalPolicies policies, IdentityJournal journal) {
    return new InlinePolicies(principals, policies, journal);
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
