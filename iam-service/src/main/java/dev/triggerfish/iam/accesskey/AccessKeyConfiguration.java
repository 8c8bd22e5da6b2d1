package dev.triggerfish.iam.accesskey;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.replication.IdentityStateSource;
import dev.triggerfish.iam.sealing.Sealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access keys of users. */
@Configuration(proxyBeanMethods = false)
public class AccessKeyConfiguration {

  @Bean
  AccessKeyStore accessKeyStore(Database iamDatabase, Sealer accessKeySealer) {
    return new AccessKeyStore(iamDatabase, accessKeySealer);
  }

  @Bean
  AccessKeyOperations accessKeyOperations(
      AccessKeyStore accessKeyStore,
      Principals principals,
      IdentityChanges changes,
      PlatformClock clock) {
    return new AccessKeyOperations(accessKeyStore, principals, changes, clock);
  }

  @Bean
  IdentityStateSource accessKeyRecords(AccessKeyStore accessKeyStore) {
    return () ->
        accessKeyStore.all().stream()
            .map(key -> new AccessKeyRecord(key.id(), key.userId(), key.active()));
  }
}
