package dev.triggerfish.invoker.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.error.AwsErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

class StsExecutionRolesTest {

  private static final Instant EXPIRES = Instant.parse("2026-01-01T12:00:00Z");
  private static final ExecutionRole ROLE =
      new ExecutionRole("arn:aws:iam::000000000000:role/r", "000000000000", "us-east-1", "f");

  private final List<AssumeRoleRequest> requests = new ArrayList<>();
  private final List<AwsClients.ServiceIdentity> identities = new ArrayList<>();

  @Test
  void asksForTwelveHoursInTheNameOfLambda() {
    var credentials = roles(StsExecutionRolesTest::issue).credentials(ROLE);

    assertThat(credentials)
        .isEqualTo(
            new RoleCredentials("ASIA1", "secret", "token", EXPIRES, "AROA1", "f@lambda_function"));
    assertThat(requests).extracting(AssumeRoleRequest::durationSeconds).containsExactly(43200);
    assertThat(identities)
        .containsExactly(
            new AwsClients.ServiceIdentity(
                "lambda.amazonaws.com",
                "000000000000",
                "us-east-1",
                "arn:aws:lambda:us-east-1:000000000000:function:f"));
  }

  @Test
  void asksForOneHourWhereTheRoleAllowsNoMore() {
    var roles =
        roles(
            request -> {
              if (request.durationSeconds() > 3600) {
                throw AwsErrors.of("ValidationError", 400, "exceeds the MaxSessionDuration");
              }
              return issue(request);
            });

    assertThat(roles.credentials(ROLE).accessKeyId()).isEqualTo("ASIA1");
    assertThat(requests)
        .extracting(AssumeRoleRequest::durationSeconds)
        .containsExactly(43200, 3600);
  }

  @Test
  void aDeniedTrialMeansThatLambdaCannotAssumeTheRole() {
    var roles =
        roles(
            request -> {
              throw AwsErrors.of("AccessDenied", 403, "not authorized");
            });

    assertThatThrownBy(() -> roles.requireAssumable(ROLE))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("The role defined for the function cannot be assumed by Lambda.");
  }

  @Test
  void otherFailuresOfTheTrialStayWhatTheyAre() {
    var roles =
        roles(
            request -> {
              throw AwsErrors.of("ServiceUnavailable", 503, "later");
            });

    assertThatThrownBy(() -> roles.requireAssumable(ROLE))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
  }

  @Test
  void credentialsDoNotPrintTheirSecrets() {
    var credentials = new RoleCredentials("ASIA1", "hush", "quiet", EXPIRES, "AROA1", "fn");

    assertThat(credentials.toString()).contains("ASIA1").doesNotContain("hush", "quiet");
  }

  private static AssumeRoleResponse issue(AssumeRoleRequest request) {
    return AssumeRoleResponse.builder()
        .credentials(
            c ->
                c.accessKeyId("ASIA1")
                    .secretAccessKey("secret")
                    .sessionToken("token")
                    .expiration(EXPIRES))
        .assumedRoleUser(u -> u.assumedRoleId("AROA1:" + request.roleSessionName()))
        .build();
  }

  private ExecutionRoles roles(Function<AssumeRoleRequest, AssumeRoleResponse> answer) {
    var sts =
        new StsClient() {
          @Override
          public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            requests.add(request);
            return answer.apply(request);
          }

          @Override
          public String serviceName() {
            return "sts";
          }

          @Override
          public void close() {}
        };
    return new StsExecutionRoles(
        new AwsClients() {
          @Override
          public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
            identities.add(identity);
            return type.cast(sts);
          }
        });
  }
}
