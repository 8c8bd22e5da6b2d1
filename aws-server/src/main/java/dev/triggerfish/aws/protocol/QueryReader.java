package dev.triggerfish.aws.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads Query parameters into the SDK's builders. */
final class QueryReader {

  private QueryReader() {}

  static int members(StructurePlan plan, QueryParameters from, SdkPojo builder) {
    int set = 0;
    for (FieldPlan field : plan.body) {
      QueryParameters node = from.child(field.name);
      Object value = node == null ? null : value(field, node);
      if (value != null) {
        field.set(builder, value);
        set++;
      }
    }
    return set;
  }

  private static @Nullable Object value(FieldPlan field, QueryParameters node) {
    return switch (field.type) {
      case SDK_POJO -> structure(field, node);
      case LIST -> list(field, node);
      case MAP -> map(field, node);
      default -> {
        String text = node.value();
        yield text == null ? null : TextValues.parse(field, text, Format.ISO_8601);
      }
    };
  }

  private static Object structure(FieldPlan field, QueryParameters node) {
    StructurePlan plan = field.structure();
    SdkPojo builder = plan.newBuilder();
    int set = members(plan, node, builder);
    if (plan.union && set > 1) {
      throw MalformedRequestException.of("More than one member of the union " + field.name);
    }
    return StructurePlan.build(builder);
  }

  /** {@code Name.member.1}, or {@code Name.1} if flattened; {@code Name=} is the empty list. */
  private static @Nullable Object list(FieldPlan field, QueryParameters node) {
    FieldPlan element = field.element();
    QueryParameters items = field.flattened ? node : node.child(element.name);
    String itself = node.value();
    List<Object> list = new ArrayList<>();
    if (items != null) {
      for (QueryParameters item : items.numbered()) {
        Object value = value(element, item);
        if (value != null) {
          list.add(value);
        }
      }
    }
    return list.isEmpty() && itself == null ? null : list;
  }

  /** {@code Name.entry.1.key} and {@code .value}, or {@code Name.1.key} if flattened. */
  private static @Nullable Object map(FieldPlan field, QueryParameters node) {
    QueryParameters entries = field.flattened ? node : node.child("entry");
    String itself = node.value();
    Map<String, Object> map = new LinkedHashMap<>();
    if (entries != null) {
      for (QueryParameters entry : entries.numbered()) {
        QueryParameters key = entry.child(field.keyName);
        String name = key == null ? null : key.value();
        QueryParameters held = entry.child(field.valueName);
        Object value = held == null ? null : value(field.element(), held);
        if (name != null && value != null) {
          map.put(name, value);
        }
      }
    }
    return map.isEmpty() && itself == null ? null : map;
  }
}
