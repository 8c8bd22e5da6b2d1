package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.servicequotas.model.IllegalArgumentException;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;

/** What an account may have, and how it gets more. In an account of its own. */
@OnSharedPlatforms
class AccountLimitsScenariosTest {

  private static final String CODE = "L-B99A9384";

  @Parameter private PlatformKind kind;

  @Test
  void concurrencyIsRaisedByRequestUpTo999999AndReservedFromIt() {
    var cloud =
        new Cloud(kind.running().endpoint(), AwsBasicCredentials.create("222233334444", "test"));
    cloud.function(
        "limited", Runtime.PYTHON3_12, "index.handler", Functions.python(Functions.ECHO));
    assertThatThrownBy(() -> reserve(cloud, 901))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("below its minimum value of [100]");
    reserve(cloud, 900);

    assertThat(raise(cloud, 2_000).requestedQuota().status()).isEqualTo(RequestStatus.APPROVED);
    assertThatThrownBy(() -> raise(cloud, 2_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> raise(cloud, 1_500)).isInstanceOf(IllegalArgumentException.class);
    reserve(cloud, 1_900);
    var id = raise(cloud, 999_999).requestedQuota().id();
    assertThatThrownBy(() -> raise(cloud, 1_000_000)).isInstanceOf(IllegalArgumentException.class);

    assertThat(
            cloud
                .quotas
                .getServiceQuota(r -> r.serviceCode("lambda").quotaCode(CODE))
                .quota()
                .value())
        .isEqualTo(999_999.0);
    assertThat(
            cloud
                .quotas
                .getAWSDefaultServiceQuota(r -> r.serviceCode("lambda").quotaCode(CODE))
                .quota()
                .value())
        .isEqualTo(1_000.0);
    assertThat(cloud.quotas.getRequestedServiceQuotaChange(r -> r.requestId(id)).requestedQuota())
        .isEqualTo(
            cloud
                .quotas
                .listRequestedServiceQuotaChangeHistory(r -> r.serviceCode("lambda"))
                .requestedQuotas()
                .getFirst());
    assertThat(cloud.quotas.listServiceQuotas(r -> r.serviceCode("lambda")).quotas())
        .singleElement()
        .satisfies(quota -> assertThat(quota.value()).isEqualTo(999_999.0));
    assertThat(settings(cloud)).isEqualTo("999999 998099 1 function");
  }

  private static void reserve(Cloud cloud, int executions) {
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("limited").reservedConcurrentExecutions(executions));
  }

  private static RequestServiceQuotaIncreaseResponse raise(Cloud cloud, double value) {
    return cloud.quotas.requestServiceQuotaIncrease(
        r -> r.serviceCode("lambda").quotaCode(CODE).desiredValue(value));
  }

  private static String settings(Cloud cloud) {
    var settings = cloud.lambda.getAccountSettings();
    assertThat(settings.accountUsage().totalCodeSize())
        .isEqualTo(
            cloud.lambda.getFunctionConfiguration(r -> r.functionName("limited")).codeSize());
    return settings.accountLimit().concurrentExecutions()
        + " "
        + settings.accountLimit().unreservedConcurrentExecutions()
        + " "
        + settings.accountUsage().functionCount()
        + " function";
  }
}
