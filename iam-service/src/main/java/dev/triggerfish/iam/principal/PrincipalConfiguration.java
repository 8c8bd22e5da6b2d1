package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.replication.IdentityChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that the operations on users and on roles share. */
@Configuration(proxyBeanMethods = false)
public class PrincipalConfiguration {

  @Bean
  PrincipalStore principalStore(Database iamDatabase) {
    return new PrincipalStore(iamDatabase);
  }

  @Bean
  PrincipalPolicies principalPolicies(Database iamDatabase) {
    return new PrincipalPolicies(iamDatabase);
  }

  @Bean
  PrincipalRecords principalRecords(
      PrincipalStore principals, PrincipalPolicies policies, IdentityChanges changes) {
    return new PrincipalRecords(principals, policies, changes);
  }

  @Bean
  Principals iamPrincipals(
      PrincipalStore store, PrincipalPolicies policies, PrincipalRecords records) {
    return new Principals(store, policies, records);
  }

  @Bean
  PrincipalArnResolver iamResourceResolver(PrincipalStore principals) {
    return new PrincipalArnResolver(principals);
  }
}
