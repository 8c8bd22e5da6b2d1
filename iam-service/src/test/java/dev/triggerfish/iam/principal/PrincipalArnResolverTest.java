package dev.triggerfish.iam.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;

@OnEachDatabase("iam")
class PrincipalArnResolverTest {

  private final IamFixture iam;

  private final PrincipalArnResolver resolver;
  private final Caller caller = IamFixture.newAccount();
  private final String prefix;

  PrincipalArnResolverTest(TestDatabase database) {
    iam = IamFixture.start(database);
    resolver = iam.bean(PrincipalArnResolver.class);
    prefix = "arn:aws:iam::" + caller.accountId() + ":";
  }

  @AfterEach
  void stop() {
    iam.close();
  }

  @Test
  void takesThePathFromTheRequestThatCreates() {
    assertThat(
            resolver.resolve(
                "role/{RoleName}",
                CreateRoleRequest.builder().roleName("r").path("/x/").build(),
                caller))
        .isEqualTo(prefix + "role/x/r");
    assertThat(
            resolver.resolve(
                "policy/{PolicyName}",
                CreatePolicyRequest.builder().policyName("p").build(),
                caller))
        .isEqualTo(prefix + "policy/p");
  }

  @Test
  void findsThePathOfWhatIsThere() {
    iam.bean(Principals.class)
        .create(
            new IamPrincipal(
                UniqueIds.entity("AROA"),
                PrincipalKind.ROLE,
                caller.accountId(),
                "r",
                "/x/",
                Instant.EPOCH,
                Map.of(),
                null),
            10);

    assertThat(resolve("r")).isEqualTo(prefix + "role/x/r");
    assertThat(resolve("none")).isEqualTo(prefix + "role/none");
  }

  private @Nullable String resolve(String name) {
    var request = GetRoleRequest.builder().roleName(name).build();
    return resolver.resolve("role/{RoleName}", request, caller);
  }

  @Test
  void meansTheCallerWhereNoUserIsNamed() {
    var user = new Principal.User(caller.accountId(), prefix + "user/x/u", "AIDA", "u");

    assertThat(
            resolver.resolve(
                "user/{UserName}",
                GetUserRequest.builder().build(),
                IamFixture.as(user, caller.accountId(), null)))
        .isEqualTo(prefix + "user/x/u");
  }

  @Test
  void namesThePolicyAsAConditionKey() {
    assertThat(
            resolver.conditionKeys(
                AttachRolePolicyRequest.builder().roleName("r").policyArn("arn:p").build(), caller))
        .isEqualTo(Map.of("iam:policyarn", List.of("arn:p")));
  }

  @Test
  void idsOfAccessKeysHoldAnyAccount() {
    for (var account : List.of("000000000000", "123456789012", "999999999999")) {
      assertThat(UniqueIds.accountOf(UniqueIds.accessKey("ASIA", account))).contains(account);
    }
    assertThat(UniqueIds.accountOf("test")).isEmpty();
  }
}
