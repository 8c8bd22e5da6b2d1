package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Reads key schemas, with AWS's errors. */
final class KeySchemas {

  static final String INVALID = "One or more parameter values were invalid: ";
  private static final int MOST_OF_A_KIND = 4;

  private KeySchemas() {}

  /** The key of a table or a local index: one partition key and at most one sort key. */
  static Key simple(List<KeySchemaElement> schema, List<AttributeDefinition> definitions) {
    requireDefined(schema, definitions);
    var names = schema.stream().map(KeySchemaElement::attributeName).toList();
    if (schema.size() > 1 && names.get(0).equals(names.get(1))) {
      throw AwsErrors.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (schema.getFirst().keyType() != KeyType.HASH) {
      throw AwsErrors.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (schema.size() > 1 && schema.get(1).keyType() != KeyType.RANGE) {
      throw AwsErrors.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    if (schema.size() > 2) {
      throw AwsErrors.validation(
          INVALID + "Number of attributes in KeySchema exceeds the limit of 2");
    }
    return new Key(names.subList(0, 1), names.subList(1, names.size()));
  }

  /** The key of a global index, which may have several attributes of each kind. */
  static Key multiple(List<KeySchemaElement> schema, List<AttributeDefinition> definitions) {
    if (schema.size() <= 2 && schema.stream().filter(KeySchemas::isHash).count() <= 1) {
      return simple(schema, definitions);
    }
    requireDefined(schema, definitions);
    var partition = new ArrayList<String>();
    var sort = new ArrayList<String>();
    for (var element : schema) {
      if (isHash(element) && !sort.isEmpty()) {
        throw AwsErrors.validation(
            "Invalid KeySchema: HASH key types must come before RANGE key types");
      }
      (isHash(element) ? partition : sort).add(element.attributeName());
    }
    if (partition.isEmpty()) {
      throw AwsErrors.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (new HashSet<>(names(schema)).size() < schema.size()) {
      throw AwsErrors.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (partition.size() > MOST_OF_A_KIND || sort.size() > MOST_OF_A_KIND) {
      throw AwsErrors.validation(
          INVALID + "An index key has at most four attributes of each key type");
    }
    return new Key(partition, sort);
  }

  private static boolean isHash(KeySchemaElement element) {
    return element.keyType() == KeyType.HASH;
  }

  private static List<String> names(List<KeySchemaElement> schema) {
    return schema.stream().map(KeySchemaElement::attributeName).toList();
  }

  private static void requireDefined(
      List<KeySchemaElement> schema, List<AttributeDefinition> definitions) {
    var keys = names(schema);
    var defined = definitions.stream().map(AttributeDefinition::attributeName).toList();
    if (!defined.containsAll(keys)) {
      throw undefined(keys, defined);
    }
  }

  private static AwsServiceException undefined(List<String> keys, List<String> defined) {
    return AwsErrors.validation(
        INVALID
            + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
            + keys
            + ", AttributeDefinitions: "
            + defined);
  }
}
