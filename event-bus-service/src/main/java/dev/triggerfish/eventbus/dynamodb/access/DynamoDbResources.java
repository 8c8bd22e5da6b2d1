package dev.triggerfish.eventbus.dynamodb.access;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Tables are named by name or by ARN; queries and scans of an index are about the index. */
final class DynamoDbResources implements ResourceResolver {

  private final RequestContexts contexts;

  DynamoDbResources(Tables tables) {
    this.contexts = new RequestContexts(tables);
  }

  @Override
  public String service() {
    return "dynamodb";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    if (!template.contains("{TableName}")) {
      return null;
    }
    var table = TableName.of(member(request, "TableName"), caller).arn();
    var index = template.contains("{IndexName}") ? member(request, "IndexName") : "";
    return index.isEmpty() ? table : table + "/index/" + index;
  }

  private static String member(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse("");
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    var keys = new HashMap<>(contexts.of(request, caller));
    keys.putAll(contexts.ofResource(resource(request), caller));
    return keys;
  }

  private static String resource(SdkRequest request) {
    var table = member(request, "TableName");
    return table.isEmpty() ? member(request, "ResourceArn") : table;
  }
}
