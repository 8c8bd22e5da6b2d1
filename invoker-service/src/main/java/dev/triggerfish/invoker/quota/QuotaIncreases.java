package dev.triggerfish.invoker.quota;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.concurrency.AccountLimits;
import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeRequest;
import software.amazon.awssdk.services.servicequotas.model.GetRequestedServiceQuotaChangeResponse;
import software.amazon.awssdk.services.servicequotas.model.IllegalArgumentException;
import software.amazon.awssdk.services.servicequotas.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryRequest;
import software.amazon.awssdk.services.servicequotas.model.ListRequestedServiceQuotaChangeHistoryResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseRequest;
import software.amazon.awssdk.services.servicequotas.model.RequestServiceQuotaIncreaseResponse;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;

/**
 * Asks for more, and gets it at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html">RequestServiceQuotaIncrease</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetRequestedServiceQuotaChange.html">GetRequestedServiceQuotaChange</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListRequestedServiceQuotaChangeHistory.html">ListRequestedServiceQuotaChangeHistory</a>
 */
final class QuotaIncreases implements OperationGroup {

  private static final int LARGEST_PAGE = 100;

  private final AccountLimits limits;
  private final PlatformClock clock;

  QuotaIncreases(AccountLimits limits, PlatformClock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @AwsOperation(
      action = "servicequotas:RequestServiceQuotaIncrease",
      resource = "{ServiceCode}/{QuotaCode}",
      // Granted at once, it opens no support case, allowed or not.
      acts = {"ServiceCode", "QuotaCode", "DesiredValue", "SupportCaseAllowed"},
      refused = "ContextId")
  RequestServiceQuotaIncreaseResponse requestServiceQuotaIncrease(
      RequestServiceQuotaIncreaseRequest request, Caller caller) {
    ConcurrencyQuota.require(request.serviceCode(), request.quotaCode());
    var increase =
        new Increase(
            caller.accountId(),
            caller.region(),
            executions(request.desiredValue()),
            UUID.randomUUID().toString().replace("-", ""),
            clock.now(),
            caller.principal().arn());
    if (!limits.raise(increase)) {
      throw refused("You must provide a quota value greater than the current quota value");
    }
    return RequestServiceQuotaIncreaseResponse.builder()
        .requestedQuota(ConcurrencyQuota.change(increase))
        .build();
  }

  private static int executions(double desired) {
    if (desired > AccountLimits.HIGHEST) {
      throw refused(
          "Triggerfish grants at most " + AccountLimits.HIGHEST + " concurrent executions");
    }
    if (desired != Math.rint(desired)) {
      throw refused("You must provide a whole number as the quota value");
    }
    return (int) desired;
  }

  @AwsOperation(action = "servicequotas:GetRequestedServiceQuotaChange", acts = "RequestId")
  GetRequestedServiceQuotaChangeResponse getRequestedServiceQuotaChange(
      GetRequestedServiceQuotaChangeRequest request, Caller caller) {
    var found = limits.find(caller.accountId(), caller.region(), request.requestId());
    if (found == null) {
      throw ConcurrencyQuota.missing(
          "The request failed because the specified quota request does not exist.");
    }
    return GetRequestedServiceQuotaChangeResponse.builder()
        .requestedQuota(ConcurrencyQuota.change(found))
        .build();
  }

  @AwsOperation(
      action = "servicequotas:ListRequestedServiceQuotaChangeHistory",
      acts = {"ServiceCode", "Status", "NextToken", "MaxResults", "QuotaRequestedAtLevel"})
  ListRequestedServiceQuotaChangeHistoryResponse listRequestedServiceQuotaChangeHistory(
      ListRequestedServiceQuotaChangeHistoryRequest request, Caller caller) {
    if (request.serviceCode() != null) {
      ConcurrencyQuota.requireService(request.serviceCode());
    }
    var below = below(request.nextToken());
    var size = Objects.requireNonNullElse(request.maxResults(), LARGEST_PAGE);
    var found =
        matchesNothing(request)
            ? List.<Increase>of()
            : limits.increases(caller.accountId(), caller.region(), below, size + 1);
    var page = found.subList(0, Math.min(size, found.size()));
    return ListRequestedServiceQuotaChangeHistoryResponse.builder()
        .requestedQuotas(page.stream().map(ConcurrencyQuota::change).toList())
        .nextToken(found.size() > size ? token(page.getLast().executions()) : null)
        .build();
  }

  /** All there are were approved, for accounts. */
  private static boolean matchesNothing(ListRequestedServiceQuotaChangeHistoryRequest request) {
    return (request.status() != null && request.status() != RequestStatus.APPROVED)
        || request.quotaRequestedAtLevel() == AppliedLevelEnum.RESOURCE;
  }

  private static String token(int executions) {
    return Base64.getEncoder().encodeToString(Integer.toString(executions).getBytes(US_ASCII));
  }

  private static int below(@Nullable String token) {
    try {
      return token == null
          ? Integer.MAX_VALUE
          : Integer.parseInt(new String(Base64.getDecoder().decode(token), US_ASCII));
    } catch (java.lang.IllegalArgumentException e) {
      throw InvalidPaginationTokenException.builder().message("Invalid NextToken").build();
    }
  }

  private static AwsServiceException refused(String message) {
    return IllegalArgumentException.builder().message(message).build();
  }
}
