package dev.triggerfish.invoker.quota;

import static dev.triggerfish.invoker.concurrency.AccountFixture.caller;
import static dev.triggerfish.invoker.concurrency.AccountFixture.callerIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.concurrency.AccountFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.IllegalArgumentException;
import software.amazon.awssdk.services.servicequotas.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryResponse;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseRequest;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.RequestedServiceQuotaChange;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

@OnEachDatabase("invoker")
class QuotaTest {

  private static final String CODE = "L-B99A9384";

  private AccountFixture account;

  @BeforeEach
  void open(TestDatabase database) {
    account = new AccountFixture(database);
  }

  private ServiceQuotas quotas() {
    return new ServiceQuotas(account.limits());
  }

  private QuotaIncreases increases() {
    return new QuotaIncreases(account.limits(), account.clock);
  }

  private ServiceQuota get(Caller caller) {
    return quotas()
        .getServiceQuota(
            GetServiceQuotaRequest.builder().serviceCode("lambda").quotaCode(CODE).build(), caller)
        .quota();
  }

  private RequestedServiceQuotaChange raise(double value) {
    return increases()
        .requestServiceQuotaIncrease(
            RequestServiceQuotaIncreaseRequest.builder()
                .serviceCode("lambda")
                .quotaCode(CODE)
                .desiredValue(value)
                .build(),
            caller())
        .requestedQuota();
  }

  private ListRequestedServiceQuotaChangeHistoryResponse history(
      Consumer<ListRequestedServiceQuotaChangeHistoryRequest.Builder> change) {
    return increases()
        .listRequestedServiceQuotaChangeHistory(
            ListRequestedServiceQuotaChangeHistoryRequest.builder().applyMutation(change).build(),
            caller());
  }

  @Test
  void showsAThousandUntilMoreIsAskedFor() {
    var quota = get(caller());
    assertThat(quota.value()).isEqualTo(1_000.0);
    assertThat(quota.quotaName()).isEqualTo("Concurrent executions");
    assertThat(quota.adjustable()).isTrue();
    assertThat(quota.quotaArn())
        .isEqualTo("arn:aws:servicequotas:us-east-1:000000000000:lambda/" + CODE);
    assertThat(quota.usageMetric().metricName()).isEqualTo("ConcurrentExecutions");
  }

  @Test
  void grantsAtOnceForOneRegionAndForGood() {
    var change = raise(1_001);
    assertThat(change.status()).isEqualTo(RequestStatus.APPROVED);
    assertThat(change.requester()).contains("arn:aws:iam::000000000000:root");
    raise(999_999);
    account.restart();
    assertThat(get(caller()).value()).isEqualTo(999_999.0);
    assertThat(get(callerIn("eu-west-1")).value()).isEqualTo(1_000.0);
    var initial =
        quotas()
            .getAWSDefaultServiceQuota(
                GetAwsDefaultServiceQuotaRequest.builder()
                    .serviceCode("lambda")
                    .quotaCode(CODE)
                    .build(),
                caller());
    assertThat(initial.quota().value()).isEqualTo(1_000.0);
  }

  @ParameterizedTest
  @CsvSource({
    "1000,greater than the current",
    "999,greater than the current",
    "0,greater than the current",
    "1000000,at most 999999",
    "1e10,at most 999999",
    "1000.5,whole number"
  })
  void refusesWhatIsNoIncreaseOrTooMuch(double value, String words) {
    assertThatThrownBy(() -> raise(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
    assertThat(get(caller()).value()).isEqualTo(1_000.0);
    assertThat(history(request -> {}).requestedQuotas()).isEmpty();
  }

  @Test
  void aRequestIsFoundByItsIdInItsRegion() {
    var change = raise(2_000);
    var request = GetRequestedServiceQuotaChangeRequest.builder().requestId(change.id()).build();
    assertThat(increases().getRequestedServiceQuotaChange(request, caller()).requestedQuota())
        .isEqualTo(change);
    assertThatThrownBy(
            () -> increases().getRequestedServiceQuotaChange(request, callerIn("eu-west-1")))
        .isInstanceOf(NoSuchResourceException.class);
  }

  @Test
  void listsRequestsInPagesTheLastFirst() {
    raise(2_000);
    raise(3_000);
    raise(4_000);
    var first = history(request -> request.serviceCode("lambda").maxResults(2));
    var second = history(request -> request.maxResults(2).nextToken(first.nextToken()));
    assertThat(values(first)).containsExactly(4_000.0, 3_000.0);
    assertThat(values(second)).containsExactly(2_000.0);
    assertThat(second.nextToken()).isNull();
    assertThat(values(history(request -> request.status("APPROVED")))).hasSize(3);
    assertThat(values(history(request -> request.status("PENDING")))).isEmpty();
    assertThat(values(history(request -> request.quotaRequestedAtLevel(AppliedLevelEnum.RESOURCE))))
        .isEmpty();
  }

  private static List<Double> values(ListRequestedServiceQuotaChangeHistoryResponse response) {
    return response.requestedQuotas().stream()
        .map(RequestedServiceQuotaChange::desiredValue)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "bm90IGEgbnVtYmVy"})
  void refusesTokensThatItHasNotGivenOut(String token) {
    assertThatThrownBy(() -> history(request -> request.nextToken(token)))
        .isInstanceOf(InvalidPaginationTokenException.class);
    assertThatThrownBy(
            () ->
                quotas()
                    .listServiceQuotas(
                        ListServiceQuotasRequest.builder()
                            .serviceCode("lambda")
                            .nextToken(token)
                            .build(),
                        caller()))
        .isInstanceOf(InvalidPaginationTokenException.class);
  }

  @Test
  void listsTheOneQuota() {
    var request = ListServiceQuotasRequest.builder().serviceCode("lambda").build();
    assertThat(quotas().listServiceQuotas(request, caller()).quotas())
        .containsExactly(get(caller()));
    var another = request.toBuilder().quotaCode("L-00000000").build();
    assertThat(quotas().listServiceQuotas(another, caller()).quotas()).isEmpty();
  }

  @Test
  void knowsNoOtherServiceAndNoOtherQuota() {
    assertThatThrownBy(
            () ->
                quotas()
                    .listServiceQuotas(
                        ListServiceQuotasRequest.builder().serviceCode("ec2").build(), caller()))
        .isInstanceOf(NoSuchResourceException.class)
        .hasMessageContaining("specified service does not exist");
    assertThatThrownBy(
            () ->
                quotas()
                    .getServiceQuota(
                        GetServiceQuotaRequest.builder()
                            .serviceCode("lambda")
                            .quotaCode("L-2ACBD22F")
                            .build(),
                        caller()))
        .isInstanceOf(NoSuchResourceException.class);
  }
}
