package dev.triggerfish.eventbus.dynamodb.table;

import static dev.triggerfish.eventbus.dynamodb.table.KeySchemas.INVALID;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** Rules for tables, in AWS's order and with its errors. */
final class TableRules {

  private static final long MOST_UNITS = 1_000_000_000_000L;

  private TableRules() {}

  /** The throughput of a table; null if it is paid per request. */
  static @Nullable Throughput throughput(
      @Nullable BillingMode mode, @Nullable ProvisionedThroughput given) {
    if (mode == BillingMode.PAY_PER_REQUEST) {
      if (given != null) {
        throw AwsErrors.validation(
            INVALID
                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                + " BillingMode is PAY_PER_REQUEST");
      }
      return null;
    }
    if (given == null || given.readCapacityUnits() == null || given.writeCapacityUnits() == null) {
      throw AwsErrors.validation(
          INVALID
              + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    return checked(given);
  }

  static Throughput checked(ProvisionedThroughput given) {
    requireInBounds("ReadCapacityUnits", given.readCapacityUnits());
    requireInBounds("WriteCapacityUnits", given.writeCapacityUnits());
    return new Throughput(given.readCapacityUnits(), given.writeCapacityUnits());
  }

  private static void requireInBounds(String name, long units) {
    if (units > MOST_UNITS) {
      throw AwsErrors.validation("Given value " + units + " for " + name + " is out of bounds");
    }
  }

  /** Types by attribute. Each attribute that is defined belongs to a key. */
  static Map<String, String> attributeTypes(
      List<AttributeDefinition> definitions, Key key, List<Index> indexes) {
    var types = new LinkedHashMap<String, String>();
    for (var definition : definitions) {
      if (types.put(definition.attributeName(), definition.attributeTypeAsString()) != null) {
        throw AwsErrors.validation(
            INVALID
                + "Duplicate AttributeName in AttributeDefinitions: "
                + definition.attributeName());
      }
    }
    var used =
        Stream.concat(Stream.of(key), indexes.stream().map(Index::key))
            .flatMap(each -> each.names().stream())
            .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    if (!used.equals(new TreeSet<>(types.keySet()))) {
      throw AwsErrors.validation(
          indexes.isEmpty()
              ? INVALID
                  + "Number of attributes in KeySchema does not exactly match number of attributes"
                  + " defined in AttributeDefinitions"
              : INVALID
                  + "Some AttributeDefinitions are not used. AttributeDefinitions: "
                  + List.copyOf(types.keySet())
                  + ", keys used: "
                  + List.copyOf(used));
    }
    return types;
  }

  /** The view type of a stream that is asked for; null if none is. */
  static @Nullable String viewType(@Nullable StreamSpecification stream) {
    if (stream == null || !Boolean.TRUE.equals(stream.streamEnabled())) {
      if (stream != null && stream.streamViewType() != null) {
        throw AwsErrors.validation(
            INVALID + "StreamViewType must not be specified when StreamEnabled is false");
      }
      return null;
    }
    if (stream.streamViewType() == null) {
      throw AwsErrors.validation(
          INVALID + "StreamViewType must be specified when StreamEnabled is true");
    }
    return stream.streamViewTypeAsString();
  }
}
