package dev.triggerfish.aws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;

/**
 * Objects of the SDK's classes from JSON that is keyed by the model's member names, whatever the
 * wire's names are. Members that the SDK does not know are passed over: the two are of different
 * versions.
 */
final class Trees {

  private Trees() {}

  static SdkPojo object(StructurePlan plan, JsonNode tree) {
    SdkPojo builder = plan.newBuilder();
    for (FieldPlan field : plan.all) {
      JsonNode node =
          tree.has(field.memberName) ? tree.get(field.memberName) : tree.get(field.name);
      Object value = node == null || node.isNull() ? null : value(field, node);
      if (value != null) {
        field.set(builder, value);
      }
    }
    return (SdkPojo) StructurePlan.build(builder);
  }

  private static @Nullable Object value(FieldPlan field, JsonNode node) {
    return switch (field.type) {
      case STRING -> node.stringValue();
      case INTEGER -> node.intValue();
      case LONG -> node.longValue();
      case SHORT -> node.shortValue();
      case BYTE -> (byte) node.intValue();
      case FLOAT -> node.floatValue();
      case DOUBLE -> node.doubleValue();
      case BIG_DECIMAL -> new BigDecimal(node.asString());
      case BOOLEAN -> node.booleanValue();
      case INSTANT -> Instant.ofEpochSecond(node.longValue());
      case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(node.stringValue()));
      case SDK_POJO -> object(field.structure(), node);
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(item -> list.add(value(field.element(), item)));
        yield list;
      }
      case MAP -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), value(field.element(), e.getValue())));
        yield map;
      }
      default -> null;
    };
  }
}
