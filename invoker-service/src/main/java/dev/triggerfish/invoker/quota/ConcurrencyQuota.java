package dev.triggerfish.invoker.quota;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicequotas.model.AppliedLevelEnum;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.RequestStatus;
import software.amazon.awssdk.services.servicequotas.model.RequestedServiceQuotaChange;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's quota "Concurrent executions" as Service Quotas shows it; the only one it knows here.
 */
final class ConcurrencyQuota {

  static final String SERVICE = "lambda";
  static final String CODE = "L-B99A9384";

  private static final String SERVICE_NAME = "AWS Lambda";
  private static final String NAME = "Concurrent executions";
  private static final String UNIT = "None";
  private static final JsonMapper JSON = JsonMapper.shared();

  private ConcurrencyQuota() {}

  static void requireService(@Nullable String service) {
    if (!SERVICE.equals(service)) {
      throw missing("The request failed because the specified service does not exist.");
    }
  }

  static void require(@Nullable String service, @Nullable String quota) {
    requireService(service);
    if (!CODE.equals(quota)) {
      throw missing("The request failed because the specified service quota does not exist.");
    }
  }

  static AwsServiceException missing(String message) {
    return NoSuchResourceException.builder().message(message).build();
  }

  /** What an account has. */
  static ServiceQuota applied(String accountId, String region, int value) {
    return shown(arn(accountId, region), value)
        .quotaAppliedAtLevel(AppliedLevelEnum.ACCOUNT)
        .build();
  }

  /** What every account begins with. */
  static ServiceQuota initial(String region, int value) {
    return shown(arn("", region), value).build();
  }

  private static ServiceQuota.Builder shown(String arn, int value) {
    return ServiceQuota.builder()
        .serviceCode(SERVICE)
        .serviceName(SERVICE_NAME)
        .quotaArn(arn)
        .quotaCode(CODE)
        .quotaName(NAME)
        .value((double) value)
        .unit(UNIT)
        .adjustable(true)
        .globalQuota(false)
        .usageMetric(
            metric ->
                metric
                    .metricNamespace("AWS/Lambda")
                    .metricName("ConcurrentExecutions")
                    .metricDimensions(Map.of())
                    .metricStatisticRecommendation("Maximum"));
  }

  /** An increase: approved already, as nobody has to look at it here. */
  static RequestedServiceQuotaChange change(Increase increase) {
    var requester = Map.of("accountId", increase.accountId(), "callerArn", increase.requester());
    return RequestedServiceQuotaChange.builder()
        .id(increase.id())
        .serviceCode(SERVICE)
        .serviceName(SERVICE_NAME)
        .quotaCode(CODE)
        .quotaName(NAME)
        .desiredValue((double) increase.executions())
        .status(RequestStatus.APPROVED)
        .created(increase.requested())
        .lastUpdated(increase.requested())
        .requester(JSON.writeValueAsString(requester))
        .quotaArn(arn(increase.accountId(), increase.region()))
        .globalQuota(false)
        .unit(UNIT)
        .quotaRequestedAtLevel(AppliedLevelEnum.ACCOUNT)
        .build();
  }

  private static String arn(String accountId, String region) {
    return Arn.of("servicequotas", region, accountId, SERVICE + "/" + CODE).toString();
  }
}
