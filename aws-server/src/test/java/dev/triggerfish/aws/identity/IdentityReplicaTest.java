package dev.triggerfish.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.contracts.IdentityRecord.PrincipalRecord;
import dev.triggerfish.policy.NamedPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityReplicaTest {

  private static final String ALLOW =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
  private static final String MANAGED = "arn:aws:iam::aws:policy/Managed";

  private final IdentityReplica replica = new IdentityReplica();

  private void put(IdentityRecord record) {
    replica.put(record.key(), record);
  }

  private static PrincipalRecord alice(
      Map<String, String> inline, List<String> attached, @Nullable String boundary) {
    return new PrincipalRecord(
        "AIDA",
        "arn:aws:iam::000000000000:user/alice",
        "000000000000",
        inline,
        attached,
        boundary,
        Map.of());
  }

  private List<String> sources() {
    var principal = replica.principal("AIDA");
    return principal == null
        ? List.of()
        : principal.policies().stream().map(NamedPolicy::source).toList();
  }

  @Test
  void knowsInlineAndAttachedPolicies() {
    put(new ManagedPolicyRecord(MANAGED, ALLOW));
    put(alice(Map.of("own", ALLOW), List.of(MANAGED), null));

    assertThat(sources())
        .containsExactly("inline policy own of arn:aws:iam::000000000000:user/alice", MANAGED);
  }

  @Test
  void takesUpAManagedPolicyThatArrivesAfterItsAttachment() {
    put(alice(Map.of(), List.of(MANAGED), null));
    assertThat(sources()).isEmpty();

    put(new ManagedPolicyRecord(MANAGED, ALLOW));

    assertThat(sources()).containsExactly(MANAGED);
  }

  @Test
  void forgetsWhatWasDeleted() {
    put(new ManagedPolicyRecord(MANAGED, ALLOW));
    put(alice(Map.of(), List.of(MANAGED), null));
    put(new AccessKeyRecord("AKIA", "AIDA", true));
    assertThat(sources()).hasSize(1);

    replica.put(ManagedPolicyRecord.key(MANAGED), null);
    assertThat(sources()).isEmpty();
    replica.put(PrincipalRecord.key("AIDA"), null);
    assertThat(replica.principal("AIDA")).isNull();
    replica.put(AccessKeyRecord.key("AKIA"), null);
    assertThat(replica.isActive("AKIA")).isFalse();
  }

  @Test
  void anAccessKeyCanBeSwitchedOff() {
    put(new AccessKeyRecord("AKIA", "AIDA", true));
    assertThat(replica.isActive("AKIA")).isTrue();

    put(new AccessKeyRecord("AKIA", "AIDA", false));

    assertThat(replica.isActive("AKIA")).isFalse();
  }

  @Test
  void aBoundaryThatHasNotArrivedAllowsNothing() {
    put(alice(Map.of("own", ALLOW), List.of(), MANAGED));

    assertThat(replica.principal("AIDA"))
        .extracting(PrincipalPolicies::boundary)
        .extracting(NamedPolicy::policy)
        .satisfies(policy -> assertThat(policy.document()).contains("\"Statement\":[]"));
  }

  @Test
  void waitsUntilAPositionIsReached() {
    assertThat(replica.awaitPosition(5, Duration.ofMillis(1))).isFalse();
    var waiting =
        CompletableFuture.supplyAsync(() -> replica.awaitPosition(5, Duration.ofSeconds(10)));

    replica.moveTo(4);
    replica.moveTo(5);

    assertThat(waiting.join()).isTrue();
    assertThat(replica.awaitPosition(3, Duration.ZERO)).isTrue();
  }
}
