package dev.triggerfish.aws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a body in JSON or CBOR into the SDK's builders. Strict about types, as AWS is; members that
 * are null count as left out; members that are not known are reported.
 */
final class JsonReader {

  private final JsonParser in;
  private final UnknownMembers unknown;

  private JsonReader(JsonParser in, UnknownMembers unknown) {
    this.in = in;
    this.unknown = unknown;
  }

  /** Reads the members of the body's object; an empty body has none. */
  static void read(
      Notation notation, byte[] body, StructurePlan plan, SdkPojo builder, UnknownMembers unknown) {
    if (body.length == 0) {
      return;
    }
    try (JsonParser in = notation.parser(body)) {
      JsonReader reader = new JsonReader(in, unknown);
      JsonToken first = in.nextToken();
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        throw MalformedRequestException.of("Start of structure expected, but found " + first);
      }
      reader.members(plan, builder);
      if (in.nextToken() != null) {
        throw MalformedRequestException.of("Unexpected content after the end of the body");
      }
    } catch (JacksonException e) {
      throw MalformedRequestException.of(e.getOriginalMessage(), e);
    }
  }

  private void members(StructurePlan plan, SdkPojo builder) {
    int set = 0;
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      FieldPlan field = plan.bodyField(name);
      JsonToken token = in.nextToken();
      if (field == null) {
        if (!name.equals("__type")) {
          unknown.add(in.streamReadContext().pathAsPointer().toString());
        }
        in.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        field.set(builder, value(field, token));
        set++;
      }
    }
    if (plan.union && set > 1) {
      throw MalformedRequestException.of(
          "Exactly one member of a union must be set, but " + set + " are");
    }
  }

  private Object value(FieldPlan field, JsonToken token) {
    return switch (field.type) {
      case SDK_POJO -> structure(field, token);
      case LIST -> list(field, token);
      case MAP -> map(field, token);
      case DOCUMENT -> JsonDocuments.read(in);
      case BOOLEAN -> bool(field, token);
      case STRING, SDK_BYTES -> text(field, token);
      case INSTANT -> instant(field, token);
      default -> number(field, token);
    };
  }

  private Object structure(FieldPlan field, JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      throw wrong(field, token);
    }
    StructurePlan plan = field.structure();
    SdkPojo builder = plan.newBuilder();
    members(plan, builder);
    return StructurePlan.build(builder);
  }

  private List<@Nullable Object> list(FieldPlan field, JsonToken token) {
    if (token != JsonToken.START_ARRAY) {
      throw wrong(field, token);
    }
    FieldPlan element = field.element();
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
      list.add(next == JsonToken.VALUE_NULL ? null : value(element, next));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(FieldPlan field, JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      throw wrong(field, token);
    }
    FieldPlan element = field.element();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key = in.nextName(); key != null; key = in.nextName()) {
      JsonToken next = in.nextToken();
      map.put(WellFormed.text(key), next == JsonToken.VALUE_NULL ? null : value(element, next));
    }
    return map;
  }

  private Object text(FieldPlan field, JsonToken token) {
    if (token == JsonToken.VALUE_EMBEDDED_OBJECT && field.type == MarshallingKnownType.SDK_BYTES) {
      return SdkBytes.fromByteArrayUnsafe(in.getBinaryValue()); // CBOR's own bytes.
    }
    if (token != JsonToken.VALUE_STRING) {
      throw wrong(field, token);
    }
    return switch (field.type) {
      case STRING -> WellFormed.text(in.getString());
      default -> SdkBytes.fromByteArrayUnsafe(in.getBinaryValue());
    };
  }

  private Boolean bool(FieldPlan field, JsonToken token) {
    if (!token.isBoolean()) {
      throw wrong(field, token);
    }
    return in.getBooleanValue();
  }

  private Instant instant(FieldPlan field, JsonToken token) {
    Format format = TextValues.format(field, Format.UNIX_TIMESTAMP);
    if (token.isNumeric()) {
      BigDecimal number = in.getDecimalValue();
      return format == Format.UNIX_TIMESTAMP_MILLIS
          ? Timestamps.ofMillis(number)
          : Timestamps.ofSeconds(number);
    }
    if (token != JsonToken.VALUE_STRING || format == Format.UNIX_TIMESTAMP) {
      throw MalformedRequestException.of(
          token.name() + " can not be converted to milliseconds since epoch");
    }
    return Timestamps.parse(in.getString(), format);
  }

  private Object number(FieldPlan field, JsonToken token) {
    boolean decimal =
        switch (field.type) {
          case FLOAT, DOUBLE, BIG_DECIMAL -> true;
          default -> false;
        };
    if (decimal && token == JsonToken.VALUE_STRING) {
      return special(field, token);
    }
    if (!token.isNumeric() || (!decimal && !isWhole(token))) {
      throw wrong(field, token);
    }
    return switch (field.type) {
      case INTEGER -> in.getIntValue();
      case LONG -> in.getLongValue();
      case SHORT -> in.getShortValue();
      case BYTE -> in.getByteValue();
      case FLOAT -> in.getFloatValue();
      case DOUBLE -> in.getDoubleValue();
      case BIG_DECIMAL -> in.getDecimalValue();
      default -> throw new IllegalStateException(field.name + " has the type " + field.type);
    };
  }

  private boolean isWhole(JsonToken token) {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return true;
    }
    double value = in.getDoubleValue();
    return value == Math.rint(value) && !Double.isInfinite(value);
  }

  private Object special(FieldPlan field, JsonToken token) {
    String text = in.getString();
    if (!text.equals("NaN") && !text.equals("Infinity") && !text.equals("-Infinity")) {
      throw wrong(field, token);
    }
    return TextValues.parse(field, text, Format.UNIX_TIMESTAMP);
  }

  private static MalformedRequestException wrong(FieldPlan field, JsonToken token) {
    return MalformedRequestException.of(
        switch (token) {
          case START_OBJECT -> "Start of structure or map found where not expected.";
          case START_ARRAY -> "Start of list found where not expected";
          case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> conversion(token.name(), field);
          default -> conversion("NUMBER_VALUE", field);
        });
  }

  private static String conversion(String token, FieldPlan field) {
    String value =
        switch (token) {
          case "VALUE_STRING" -> "STRING_VALUE";
          case "VALUE_TRUE" -> "TRUE_VALUE";
          case "VALUE_FALSE" -> "FALSE_VALUE";
          default -> token;
        };
    return switch (field.type) {
      case SDK_POJO, MAP -> "Expected null";
      case LIST -> "Unexpected field type";
      default -> value + " can not be converted to " + TextValues.typeName(field);
    };
  }
}
