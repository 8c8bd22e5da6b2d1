package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Makes tables. They can be used at once. */
final class CreateTable implements OperationGroup {

  private final TableStore store;
  private final Tables tables;
  private final TableDescriptions descriptions;
  private final StreamSwitch streams;
  private final Authorizer authorizer;
  private final PlatformClock clock;

  CreateTable(
      TableStore store,
      Tables tables,
      TableDescriptions descriptions,
      StreamSwitch streams,
      Authorizer authorizer,
      PlatformClock clock) {
    this.store = store;
    this.tables = tables;
    this.descriptions = descriptions;
    this.streams = streams;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:CreateTable",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "AttributeDefinitions",
        "KeySchema",
        "LocalSecondaryIndexes",
        "GlobalSecondaryIndexes",
        "StreamSpecification",
        "Tags",
        "DeletionProtectionEnabled",
        "ResourcePolicy"
      },
      stored = {"BillingMode", "ProvisionedThroughput", "TableClass"},
      refused = {"SSESpecification", "OnDemandThroughput", "WarmThroughput"})
  CreateTableResponse createTable(CreateTableRequest request, Caller caller) {
    var throughput = TableRules.throughput(request.billingMode(), request.provisionedThroughput());
    var key = KeySchemas.simple(request.keySchema(), request.attributeDefinitions());
    var perRequest = request.billingMode() == BillingMode.PAY_PER_REQUEST;
    var indexes = new IndexRules(store::nextPrefix).of(request, key, perRequest);
    var types = TableRules.attributeTypes(request.attributeDefinitions(), key, indexes);
    var viewType = TableRules.viewType(request.streamSpecification());
    var name = Tables.TableName.of(request.tableName(), caller);
    requireRights(request, name, caller);
    var table =
        store.create(
            () -> {
              var plain = table(request, name, types, key, indexes, throughput);
              return viewType == null ? plain : streams.on(plain, viewType);
            });
    if (table == null) {
      throw TableErrors.inUse("Table already exists: " + name.name());
    }
    tables.forget(table);
    return CreateTableResponse.builder()
        .tableDescription(descriptions.of(table, TableStatus.CREATING))
        .build();
  }

  /** AWS asks for more than {@code CreateTable} where tables are made with more than a schema. */
  private void requireRights(CreateTableRequest request, Tables.TableName name, Caller caller) {
    if (!request.tags().isEmpty()) {
      TableTags.check(tags(request.tags()));
      authorizer.require(caller, "dynamodb:TagResource", name.arn(), Map.of());
    }
    if (request.resourcePolicy() != null) {
      PolicyDocument.check(request.resourcePolicy());
      authorizer.require(caller, "dynamodb:PutResourcePolicy", name.arn(), Map.of());
    }
  }

  private Table table(
      CreateTableRequest request,
      Tables.TableName name,
      Map<String, String> types,
      Key key,
      List<Index> indexes,
      @Nullable Throughput throughput) {
    var now = clock.millis();
    return new Table(
        name.accountId(),
        name.region(),
        name.name(),
        store.nextPrefix(),
        UUID.randomUUID().toString(),
        now,
        types,
        key,
        indexes,
        throughput,
        null,
        null,
        new Table.Settings(
            Boolean.TRUE.equals(request.deletionProtectionEnabled()),
            request.tableClass() == null ? "STANDARD" : request.tableClassAsString(),
            throughput == null ? now : null),
        tags(request.tags()),
        request.resourcePolicy());
  }

  static Map<String, String> tags(List<Tag> tags) {
    var byKey = new LinkedHashMap<String, String>();
    tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    return byKey;
  }
}
