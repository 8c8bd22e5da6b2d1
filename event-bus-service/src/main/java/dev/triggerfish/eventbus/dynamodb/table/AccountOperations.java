package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.Endpoint;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/** What tools ask before they begin. */
final class AccountOperations implements OperationGroup {

  private static final long MINUTES_PER_DAY = 1_440;

  private final Tables tables;

  AccountOperations(Tables tables) {
    this.tables = tables;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html">AWS</a>.
   */
  @AwsOperation(action = "dynamodb:DescribeLimits")
  DescribeLimitsResponse describeLimits(DescribeLimitsRequest request, Caller caller) {
    return DescribeLimitsResponse.builder()
        .accountMaxReadCapacityUnits(AccountLimits.ACCOUNT)
        .accountMaxWriteCapacityUnits(AccountLimits.ACCOUNT)
        .tableMaxReadCapacityUnits(AccountLimits.TABLE)
        .tableMaxWriteCapacityUnits(AccountLimits.TABLE)
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html">AWS</a>.
   */
  @AwsOperation(action = "dynamodb:DescribeEndpoints")
  DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest request, Caller caller) {
    return DescribeEndpointsResponse.builder()
        .endpoints(
            Endpoint.builder()
                .address("dynamodb." + caller.region() + ".amazonaws.com")
                .cachePeriodInMinutes(MINUTES_PER_DAY)
                .build())
        .build();
  }

  /**
   * There are no backups, and this says so. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DescribeContinuousBackups",
      resource = "table/{TableName}",
      acts = {"TableName"})
  DescribeContinuousBackupsResponse describeContinuousBackups(
      DescribeContinuousBackupsRequest request, Caller caller) {
    var name = Tables.TableName.of(request.tableName(), caller);
    if (tables.find(name) == null) {
      throw TableNotFoundException.builder()
          .message("Table not found: " + name.name())
          .writableStackTrace(false)
          .build();
    }
    return DescribeContinuousBackupsResponse.builder()
        .continuousBackupsDescription(
            b ->
                b.continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                    .pointInTimeRecoveryDescription(
                        p -> p.pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)))
        .build();
  }
}
