package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Stream;

/** Lists streams: of tables, and of those that are gone since less than a day. */
final class ListStreams implements OperationGroup {

  private static final int DEFAULT_LIMIT = 100;

  private final StreamStore store;

  ListStreams(StreamStore store) {
    this.store = store;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:ListStreams",
      resource = "table/{TableName}/stream/*",
      acts = {"TableName", "Limit", "ExclusiveStartStreamArn"})
  ListStreamsResponse listStreams(ListStreamsRequest request, Caller caller) {
    var limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    var after = request.exclusiveStartStreamArn();
    var name = request.tableName() == null ? null : TableName.of(request.tableName(), caller);
    var found =
        store.list(
            name == null ? caller.accountId() : name.accountId(),
            name == null ? caller.region() : name.region(),
            name == null ? null : name.name(),
            after == null ? null : StreamTopic.of(after).orElse(null),
            limit + 1);
    var page = found.subList(0, Math.min(limit, found.size()));
    return ListStreamsResponse.builder()
        .streams(streams(page))
        .lastEvaluatedStreamArn(found.size() > limit ? page.getLast().arn() : null)
        .build();
  }

  private static List<Stream> streams(List<TableStream> page) {
    return page.stream()
        .map(
            stream ->
                Stream.builder()
                    .streamArn(stream.arn())
                    .tableName(stream.topic().table())
                    .streamLabel(stream.settings().label())
                    .build())
        .toList();
  }
}
