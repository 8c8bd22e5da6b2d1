package dev.triggerfish.eventbus.dynamodb.table;

import static dev.triggerfish.eventbus.dynamodb.table.KeySchemas.INVALID;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Reads indexes from requests, with AWS's errors. */
final class IndexRules {

  private static final int MOST_LOCAL = 5;
  private static final int MOST_GLOBAL = 20;

  private final IntSupplier ids;

  /**
   * @param ids numbers for new indexes
   */
  IndexRules(IntSupplier ids) {
    this.ids = ids;
  }

  /** The indexes of a new table. */
  List<Index> of(CreateTableRequest request, Key key, boolean perRequest) {
    var indexes = new ArrayList<Index>();
    if (request.hasLocalSecondaryIndexes()) {
      indexes.addAll(local(request, key));
    }
    if (request.hasGlobalSecondaryIndexes()) {
      indexes.addAll(global(request, perRequest));
    }
    var names = new HashSet<String>();
    for (var index : indexes) {
      if (!names.add(index.name())) {
        throw AwsErrors.validation(INVALID + "Duplicate index name: " + index.name());
      }
    }
    requireAtMost(
        MOST_LOCAL,
        request.localSecondaryIndexes(),
        "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    requireAtMost(
        MOST_GLOBAL,
        request.globalSecondaryIndexes(),
        "GlobalSecondaryIndex count exceeds the per-table limit of 20");
    return indexes;
  }

  private static void requireAtMost(int most, List<?> indexes, String problem) {
    if (indexes.size() > most) {
      throw AwsErrors.validation(INVALID + problem);
    }
  }

  private List<Index> local(CreateTableRequest request, Key key) {
    if (request.localSecondaryIndexes().isEmpty()) {
      throw AwsErrors.validation(INVALID + "List of LocalSecondaryIndexes is empty");
    }
    if (key.sort().isEmpty()) {
      throw AwsErrors.validation(
          INVALID
              + "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    return request.localSecondaryIndexes().stream()
        .map(index -> local(index, request.attributeDefinitions(), key))
        .toList();
  }

  private Index local(
      LocalSecondaryIndex index, List<AttributeDefinition> definitions, Key tableKey) {
    var key = KeySchemas.simple(index.keySchema(), definitions);
    if (key.sort().isEmpty()) {
      throw AwsErrors.validation(
          INVALID + "Index KeySchema does not have a range key for index: " + index.indexName());
    }
    if (!key.partition().equals(tableKey.partition())) {
      throw AwsErrors.validation(
          INVALID
              + "Index KeySchema does not have the same leading hash key as table KeySchema for"
              + " index: "
              + index.indexName()
              + ". index hash key: "
              + key.partition().getFirst()
              + ", table hash key: "
              + tableKey.partition().getFirst());
    }
    return new Index(
        ids.getAsInt(),
        index.indexName(),
        Index.Scope.LOCAL,
        key,
        projection(index.projection()),
        included(index.projection()),
        null,
        Index.Status.ACTIVE);
  }

  private List<Index> global(CreateTableRequest request, boolean perRequest) {
    if (request.globalSecondaryIndexes().isEmpty()) {
      throw AwsErrors.validation(INVALID + "List of GlobalSecondaryIndexes is empty");
    }
    return request.globalSecondaryIndexes().stream()
        .map(index -> global(index, request.attributeDefinitions(), perRequest))
        .toList();
  }

  private Index global(
      GlobalSecondaryIndex index, List<AttributeDefinition> definitions, boolean perRequest) {
    return new Index(
        ids.getAsInt(),
        index.indexName(),
        Index.Scope.GLOBAL,
        KeySchemas.multiple(index.keySchema(), definitions),
        projection(index.projection()),
        included(index.projection()),
        throughput(index.indexName(), index.provisionedThroughput(), perRequest),
        Index.Status.ACTIVE);
  }

  /** A global index that a table gets later; it is not complete at first. */
  Index added(
      CreateGlobalSecondaryIndexAction index,
      List<AttributeDefinition> definitions,
      boolean perRequest) {
    return new Index(
        ids.getAsInt(),
        index.indexName(),
        Index.Scope.GLOBAL,
        KeySchemas.multiple(index.keySchema(), definitions),
        projection(index.projection()),
        included(index.projection()),
        throughput(index.indexName(), index.provisionedThroughput(), perRequest),
        Index.Status.CREATING);
  }

  private static @Nullable Throughput throughput(
      String name, @Nullable ProvisionedThroughput given, boolean perRequest) {
    if (given != null && perRequest) {
      throw AwsErrors.validation(
          INVALID
              + "ProvisionedThroughput should not be specified for index: "
              + name
              + " when BillingMode is PAY_PER_REQUEST");
    }
    if (given == null && !perRequest) {
      throw AwsErrors.validation(
          INVALID + "ProvisionedThroughput must be specified for index: " + name);
    }
    return given == null
        ? null
        : new Throughput(given.readCapacityUnits(), given.writeCapacityUnits());
  }

  private static String projection(@Nullable Projection projection) {
    var type = projection == null ? null : projection.projectionType();
    if (projection == null || type == null) {
      throw AwsErrors.validation(INVALID + "Unknown ProjectionType: null");
    }
    if (projection.hasNonKeyAttributes() && type != ProjectionType.INCLUDE) {
      throw AwsErrors.validation(
          INVALID + "ProjectionType is " + type + ", but NonKeyAttributes is specified");
    }
    if (!projection.hasNonKeyAttributes() && type == ProjectionType.INCLUDE) {
      throw AwsErrors.validation(
          INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
    return type.toString();
  }

  private static List<String> included(@Nullable Projection projection) {
    return projection == null ? List.of() : projection.nonKeyAttributes();
  }
}
