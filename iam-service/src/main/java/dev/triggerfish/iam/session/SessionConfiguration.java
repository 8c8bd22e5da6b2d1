package dev.triggerfish.iam.session;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.iam.role.RoleStore;
import dev.triggerfish.iam.sealing.Sealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** STS. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

  @Bean
  SessionTokens sessionTokens(Sealer sessionSealer) {
    return new SessionTokens(sessionSealer);
  }

  @Bean
  AssumeRoleOperation assumeRoleOperation(
      RoleStore roles, SessionTokens tokens, PlatformClock clock) {
    return new AssumeRoleOperation(roles, tokens, clock);
  }

  @Bean
  CallerOperations stsCallerOperations() {
    return new CallerOperations();
  }

  @Bean
  AssumeRoleResolver stsResourceResolver() {
    return new AssumeRoleResolver();
  }

  @Bean
  TrustPolicyLookup stsTrustPolicies(RoleStore roles) {
    return new TrustPolicyLookup(roles);
  }
}
