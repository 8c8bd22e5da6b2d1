package dev.triggerfish.eventbus.dynamodb.metric;

import static dev.triggerfish.eventbus.dynamodb.metric.TableMetrics.COUNT;

import dev.triggerfish.aws.operation.OperationObserver;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What CloudWatch shows of calls: how long they took, what they returned, why they failed. */
final class CallMetrics implements OperationObserver {

  /** Those that the dimension Operation has. */
  private static final Set<String> OPERATIONS =
      Set.of(
          "PutItem",
          "DeleteItem",
          "UpdateItem",
          "GetItem",
          "BatchGetItem",
          "Scan",
          "Query",
          "BatchWriteItem",
          "TransactWriteItems",
          "TransactGetItems",
          "GetRecords");

  private final TableMetrics metrics;

  CallMetrics(TableMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Set<String> services() {
    return Set.of("dynamodb", "streams.dynamodb");
  }

  @Override
  public void ended(Call call, Outcome outcome, Duration took) {
    var operation = call.operation().model().name();
    switch (outcome) {
      case Outcome.Answered(var response) -> {
        if (OPERATIONS.contains(operation)) {
          answered(call, operation, response, hundredths(took));
        }
      }
      case Outcome.Refused(var error) -> refused(call, operation, error);
      case Outcome.Failed() -> failed(call, operation);
    }
  }

  /** Milliseconds, as precise as Lambda's durations. */
  private static double hundredths(Duration took) {
    return Math.round(took.toNanos() / 10_000.0) / 100.0;
  }

  private void answered(
      Call call, String operation, @Nullable SdkResponse response, double millis) {
    if (call.request() instanceof GetRecordsRequest get
        && response instanceof GetRecordsResponse got) {
      returned(call, get, got, millis);
      return;
    }
    tables(call)
        .forEach(
            table -> {
              metrics.ofOperation(
                  table, operation, "SuccessfulRequestLatency", "Milliseconds", millis);
              metrics.ofOperation(table, operation, "ReturnedItemCount", COUNT, items(response));
            });
  }

  private static int items(@Nullable SdkResponse response) {
    return switch (response) {
      case QueryResponse query -> query.count();
      case ScanResponse scan -> scan.count();
      case null, default -> 0;
    };
  }

  /** Bytes are those of the records' keys and images, as each record says itself. */
  private void returned(Call call, GetRecordsRequest get, GetRecordsResponse got, double millis) {
    var label = streamArn(get).substring(streamArn(get).lastIndexOf('/') + 1);
    var bytes =
        (double) got.records().stream().mapToLong(record -> record.dynamodb().sizeBytes()).sum();
    tables(call)
        .forEach(
            table -> {
              ofStream(table, label, "SuccessfulRequestLatency", "Milliseconds", millis);
              ofStream(table, label, "ReturnedRecordsCount", COUNT, got.records().size());
              ofStream(table, label, "ReturnedBytes", "Bytes", bytes);
            });
  }

  private void ofStream(TableName table, String label, String metric, String unit, double value) {
    metrics.ofStream(table, label, "GetRecords", metric, unit, value);
  }

  /** What an iterator begins with. */
  private static String streamArn(GetRecordsRequest request) {
    var end = request.shardIterator().indexOf('|');
    return end < 0 ? "" : request.shardIterator().substring(0, end);
  }

  private void refused(Call call, String operation, AwsServiceException error) {
    switch (error) {
      case ConditionalCheckFailedException _ ->
          tables(call).forEach(table -> metrics.ofTable(table, "ConditionalCheckFailedRequests"));
      case ProvisionedThroughputExceededException _,
          RequestLimitExceededException _,
          ThrottlingException _ ->
          tables(call)
              .forEach(
                  table -> metrics.ofOperation(table, operation, "ThrottledRequests", COUNT, 1));
      default -> {
        if (error.statusCode() >= 500) {
          failed(call, operation);
        } else {
          conflicts(call, error);
          var caller = call.caller();
          metrics.ofAccount(caller.accountId(), caller.region(), "UserErrors", COUNT, 1);
        }
      }
    }
  }

  /** Each write that was refused because of another transaction counts. */
  private void conflicts(Call call, AwsServiceException error) {
    if (error instanceof TransactionConflictException) {
      tables(call).forEach(table -> metrics.ofTable(table, "TransactionConflict"));
    }
    if (error instanceof TransactionCanceledException cancelled) {
      var reasons = cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
      var names = names(call.request()).toList();
      for (var i = 0; i < Math.min(reasons.size(), names.size()); i++) {
        if ("TransactionConflict".equals(reasons.get(i))) {
          metrics.ofTable(TableName.of(names.get(i), call.caller()), "TransactionConflict");
        }
      }
    }
  }

  private void failed(Call call, String operation) {
    if (OPERATIONS.contains(operation)) {
      tables(call)
          .forEach(table -> metrics.ofOperation(table, operation, "SystemErrors", COUNT, 1));
    }
  }

  private static Stream<TableName> tables(Call call) {
    return names(call.request()).distinct().map(name -> TableName.of(name, call.caller()));
  }

  /** The tables of a request, as it names them; in transactions one for each action. */
  private static Stream<String> names(SdkRequest request) {
    return switch (request) {
      case BatchGetItemRequest batch -> batch.requestItems().keySet().stream();
      case BatchWriteItemRequest batch -> batch.requestItems().keySet().stream();
      case TransactGetItemsRequest transaction ->
          transaction.transactItems().stream().map(item -> item.get().tableName());
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().map(CallMetrics::name).filter(Objects::nonNull);
      case GetRecordsRequest get -> Stream.of(streamArn(get).split("/stream/", 2)[0]);
      default -> request.getValueForField("TableName", String.class).stream();
    };
  }

  private static @Nullable String name(TransactWriteItem item) {
    if (item.put() != null) {
      return item.put().tableName();
    }
    if (item.update() != null) {
      return item.update().tableName();
    }
    if (item.delete() != null) {
      return item.delete().tableName();
    }
    return item.conditionCheck() == null ? null : item.conditionCheck().tableName();
  }
}
