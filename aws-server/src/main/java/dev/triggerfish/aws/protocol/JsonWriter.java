package dev.triggerfish.aws.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.JsonGenerator;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * Writes the SDK's structures as JSON or CBOR. What has not been set is left out; what is empty is
 * not.
 */
final class JsonWriter {

  /** CBOR's tag for points in time as numbers. */
  private static final int EPOCH_SECONDS = 1;

  private JsonWriter() {}

  /** The members of a structure that belong into a body, as an object. */
  static byte[] write(Notation notation, StructurePlan plan, SdkPojo pojo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = notation.generator(bytes)) {
      out.writeStartObject();
      members(out, plan, pojo);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** The members of a structure into an object that is open already. */
  static void members(JsonGenerator out, StructurePlan plan, SdkPojo pojo) {
    for (FieldPlan field : plan.body) {
      Object value = field.get(pojo);
      if (value != null) {
        out.writeName(field.name);
        value(out, field, value);
      }
    }
  }

  private static void value(JsonGenerator out, FieldPlan field, @Nullable Object value) {
    if (value == null) {
      out.writeNull();
      return;
    }
    switch (field.type) {
      case STRING -> out.writeString(WellFormed.text((String) value));
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INTEGER, SHORT, BYTE -> out.writeNumber(((Number) value).intValue());
      case LONG -> out.writeNumber((Long) value);
      case FLOAT -> number(out, (Float) value);
      case DOUBLE -> number(out, (Double) value);
      case BIG_DECIMAL -> out.writeNumber((BigDecimal) value);
      case INSTANT -> instant(out, field, (Instant) value);
      case SDK_BYTES -> out.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
      case DOCUMENT -> JsonDocuments.write(out, (Document) value);
      case SDK_POJO -> structure(out, field, (SdkPojo) value);
      case LIST -> list(out, field, (List<?>) value);
      case MAP -> map(out, field, (Map<?, ?>) value);
      default -> throw new IllegalStateException(field.name + " has the type " + field.type);
    }
  }

  private static void structure(JsonGenerator out, FieldPlan field, SdkPojo value) {
    out.writeStartObject();
    members(out, field.structure(), value);
    out.writeEndObject();
  }

  private static void list(JsonGenerator out, FieldPlan field, List<?> value) {
    FieldPlan element = field.element();
    out.writeStartArray();
    for (Object item : value) {
      value(out, element, item);
    }
    out.writeEndArray();
  }

  private static void map(JsonGenerator out, FieldPlan field, Map<?, ?> value) {
    FieldPlan element = field.element();
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      out.writeName(WellFormed.text((String) entry.getKey()));
      value(out, element, entry.getValue());
    }
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, Number value) {
    double number = value.doubleValue();
    if (!Double.isFinite(number) && !(out instanceof CBORGenerator)) {
      out.writeString(Double.toString(number));
    } else if (value instanceof Float single) {
      out.writeNumber(single);
    } else {
      out.writeNumber(number);
    }
  }

  private static void instant(JsonGenerator out, FieldPlan field, Instant value) {
    if (out instanceof CBORGenerator cbor) {
      cbor.writeTag(EPOCH_SECONDS);
      cbor.writeNumber(value.toEpochMilli() / 1000.0);
      return;
    }
    Format format = TextValues.format(field, Format.UNIX_TIMESTAMP);
    String text = Timestamps.format(value, format);
    if (format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS) {
      out.writeNumber(text);
    } else {
      out.writeString(text);
    }
  }
}
