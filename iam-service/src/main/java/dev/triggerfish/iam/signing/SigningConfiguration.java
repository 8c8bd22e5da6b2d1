package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.InternalRequestSignature;
import dev.triggerfish.iam.accesskey.AccessKeyStore;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.session.SessionTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signing keys, and who they belong to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IamProperties.class, ServiceKeyProperties.class})
public class SigningConfiguration {

  @Bean
  PlatformKeys platformKeys(IamProperties properties, ServiceKeyProperties serviceKeys) {
    return new PlatformKeys(new RootKeys(properties), serviceKeys);
  }

  @Bean
  IdentityAuthority issuedIdentityAuthority(
      PlatformKeys platformKeys,
      AccessKeyStore accessKeys,
      Principals principals,
      SessionTokens sessions,
      IdentityChanges changes,
      PlatformClock clock) {
    return new IssuedIdentityAuthority(
        platformKeys, accessKeys, principals, sessions, changes, clock);
  }

  @Bean
  IdentityAuthorityController identityAuthorityController(
      IdentityAuthority issuedIdentityAuthority, ServiceKeyProperties serviceKeys) {
    return new IdentityAuthorityController(
        issuedIdentityAuthority, serviceKeys, new InternalRequestSignature(Clock.systemUTC()));
  }
}
