package dev.triggerfish.aws.health;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.health.HealthProbe.Finding;
import dev.triggerfish.aws.health.HealthProbe.State;
import dev.triggerfish.aws.identity.IdentityReplica;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health, once per process. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

  @Bean
  HealthController healthController(List<HealthProbe> probes, ObjectProvider<PeerPages> peers) {
    return new HealthController(probes, peers.getIfAvailable(() -> PeerPages.NONE));
  }

  @Bean
  HealthProbe identityReplicaProbe(IdentityReplica replica) {
    return () ->
        List.of(
            replica.ready()
                ? Finding.up("identity-replica", "policies are known")
                : new Finding(
                    "identity-replica",
                    State.DOWN,
                    "policies have not arrived yet",
                    "Is Kafka up, and iam-service?"));
  }
}
