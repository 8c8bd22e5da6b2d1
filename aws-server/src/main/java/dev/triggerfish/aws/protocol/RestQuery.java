package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.OperationModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Members in the query: single values, repeated ones as lists, and maps of all the others. */
final class RestQuery {

  private RestQuery() {}

  static void read(
      OperationModel operation,
      StructurePlan plan,
      @Nullable String rawQuery,
      SdkPojo builder,
      UnknownMembers unknown) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return;
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Percent.parameters(
        rawQuery,
        (name, value) -> parameters.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value));
    FieldPlan others = null;
    for (FieldPlan field : plan.elsewhere) {
      if (field.location != MarshallLocation.QUERY_PARAM) {
        continue;
      }
      if (field.type == MarshallingKnownType.MAP) {
        others = field;
        continue;
      }
      List<String> values = parameters.remove(field.name);
      if (values != null) {
        field.set(builder, value(field, values));
      }
    }
    parameters.keySet().removeIf(name -> isKnown(operation, name));
    if (others != null) {
      map(others, parameters, builder);
    } else {
      parameters.keySet().forEach(unknown::add);
    }
  }

  private static Object value(FieldPlan field, List<String> values) {
    if (field.type != MarshallingKnownType.LIST) {
      return TextValues.parse(field, values.getFirst(), Format.ISO_8601);
    }
    List<Object> list = new ArrayList<>(values.size());
    for (String value : values) {
      list.add(TextValues.parse(field.element(), value, Format.ISO_8601));
    }
    return list;
  }

  private static void map(FieldPlan field, Map<String, List<String>> parameters, SdkPojo builder) {
    Map<String, Object> map = new LinkedHashMap<>();
    parameters.forEach((name, values) -> map.put(name, value(field.element(), values)));
    if (!map.isEmpty()) {
      field.set(builder, map);
    }
  }

  /** Parts of presigned URLs, the SDKs' note of the operation, and constants of its URI. */
  private static boolean isKnown(OperationModel operation, String name) {
    if (name.startsWith("X-Amz-") || name.equals("x-id")) {
      return true;
    }
    int constants = operation.uri().indexOf('?');
    return constants >= 0 && operation.uri().indexOf(name, constants) > 0;
  }
}
