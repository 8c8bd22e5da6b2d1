package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.replication.IdentityStateSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Managed policies. */
@Configuration(proxyBeanMethods = false)
public class PolicyConfiguration {

  @Bean
  PolicyStore managedPolicyStore(Database iamDatabase) {
    return new PolicyStore(iamDatabase);
  }

  @Bean
  AwsManagedPolicies awsManagedPolicies() {
    return new AwsManagedPolicies();
  }

  @Bean
  ManagedPolicies managedPolicies(PolicyStore store, AwsManagedPolicies provided) {
    return new ManagedPolicies(store, provided);
  }

  @Bean
  PolicyOperations managedPolicyOperations(
      PolicyStore store,
      ManagedPolicies policies,
      PrincipalPolicies attachments,
      IdentityChanges changes,
      PlatformClock clock) {
    return new PolicyOperations(store, policies, attachments, changes, clock);
  }

  @Bean
  PolicyListing managedPolicyListing(
      PolicyStore store, AwsManagedPolicies provided, PrincipalPolicies attachments) {
    return new PolicyListing(store, provided, attachments);
  }

  @Bean
  PolicyVersionOperations managedPolicyVersionOperations(
      PolicyStore store, ManagedPolicies policies, IdentityChanges changes, PlatformClock clock) {
    return new PolicyVersionOperations(store, policies, changes, clock);
  }

  @Bean
  IdentityStateSource managedPolicyRecords(PolicyStore store) {
    return () ->
        store.all().stream()
            .flatMap(
                policy ->
                    store.versions(policy.arn()).stream()
                        .filter(version -> version.number() == policy.defaultVersion())
                        .map(version -> new ManagedPolicyRecord(policy.arn(), version.document())));
  }
}
