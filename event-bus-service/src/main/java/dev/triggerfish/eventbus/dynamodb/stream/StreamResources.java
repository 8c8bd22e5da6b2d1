package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;

/** Iterators name their streams; lists are about the streams of a table, or of all tables. */
final class StreamResources implements ResourceResolver {

  @Override
  public String service() {
    return "streams.dynamodb";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return switch (request) {
      case GetRecordsRequest get ->
          ShardIterators.streamArn(get.shardIterator()).orElse(get.shardIterator());
      case ListStreamsRequest list ->
          TableName.of(list.tableName() == null ? "*" : list.tableName(), caller).arn()
              + "/stream/*";
      default -> null;
    };
  }
}
