package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;

/** Tags of tables. */
final class TableTags implements OperationGroup {

  private static final int MOST = 50;

  private final Tables tables;

  TableTags(Tables tables) {
    this.tables = tables;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:TagResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "Tags"})
  TagResourceResponse tagResource(TagResourceRequest request, Caller caller) {
    change(request.resourceArn(), caller, tags -> tags.putAll(CreateTable.tags(request.tags())));
    return TagResourceResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:UntagResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "TagKeys"})
  UntagResourceResponse untagResource(UntagResourceRequest request, Caller caller) {
    change(request.resourceArn(), caller, tags -> tags.keySet().removeAll(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  private void change(String arn, Caller caller, Consumer<Map<String, String>> change) {
    tables.change(
        name(arn, caller),
        table -> {
          var tags = new LinkedHashMap<>(table.tags());
          change.accept(tags);
          check(tags);
          return table.withTags(tags);
        });
  }

  static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw AwsErrors.validation("Too many tags. The limit is 50");
    }
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html">AWS</a>.
   * All fit on one page.
   */
  @AwsOperation(
      action = "dynamodb:ListTagsOfResource",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "NextToken"})
  ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request, Caller caller) {
    var tags = tables.existing(name(request.resourceArn(), caller)).tags();
    return ListTagsOfResourceResponse.builder()
        .tags(
            new TreeMap<>(tags)
                .entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
        .build();
  }

  static Tables.TableName name(String arn, Caller caller) {
    var name = Tables.TableName.of(arn, caller);
    if (!arn.startsWith("arn:") || name.name().equals(arn)) {
      throw AwsErrors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    return name;
  }
}
