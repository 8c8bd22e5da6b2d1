package dev.triggerfish.invoker.quota;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.concurrency.AccountLimits;
import java.util.List;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasResponse;

/**
 * Shows Lambda's quota.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html">GetServiceQuota</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html">ListServiceQuotas</a>
 */
final class ServiceQuotas implements OperationGroup {

  private final AccountLimits limits;

  ServiceQuotas(AccountLimits limits) {
    this.limits = limits;
  }

  @AwsOperation(
      action = "servicequotas:GetServiceQuota",
      acts = {"ServiceCode", "QuotaCode"},
      refused = "ContextId")
  GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request, Caller caller) {
    ConcurrencyQuota.require(request.serviceCode(), request.quotaCode());
    var value = limits.of(caller.accountId(), caller.region());
    return GetServiceQuotaResponse.builder()
        .quota(ConcurrencyQuota.applied(caller.accountId(), caller.region(), value))
        .build();
  }

  @AwsOperation(
      action = "servicequotas:GetAWSDefaultServiceQuota",
      acts = {"ServiceCode", "QuotaCode"})
  GetAwsDefaultServiceQuotaResponse getAWSDefaultServiceQuota(
      GetAwsDefaultServiceQuotaRequest request, Caller caller) {
    ConcurrencyQuota.require(request.serviceCode(), request.quotaCode());
    return GetAwsDefaultServiceQuotaResponse.builder()
        .quota(ConcurrencyQuota.initial(caller.region(), limits.initial()))
        .build();
  }

  /** There is one quota, so no page is ever followed by another. */
  @AwsOperation(
      action = "servicequotas:ListServiceQuotas",
      acts = {"ServiceCode", "NextToken", "MaxResults", "QuotaCode", "QuotaAppliedAtLevel"})
  ListServiceQuotasResponse listServiceQuotas(ListServiceQuotasRequest request, Caller caller) {
    ConcurrencyQuota.requireService(request.serviceCode());
    if (request.nextToken() != null) {
      throw InvalidPaginationTokenException.builder().message("Invalid NextToken").build();
    }
    var wanted = request.quotaCode() == null || request.quotaCode().equals(ConcurrencyQuota.CODE);
    var reply = ListServiceQuotasResponse.builder();
    if (!wanted || request.quotaAppliedAtLevel() == AppliedLevelEnum.RESOURCE) {
      return reply.quotas(List.of()).build();
    }
    var value = limits.of(caller.accountId(), caller.region());
    return reply
        .quotas(ConcurrencyQuota.applied(caller.accountId(), caller.region(), value))
        .build();
  }
}
