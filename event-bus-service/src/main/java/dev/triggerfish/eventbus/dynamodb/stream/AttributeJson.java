package dev.triggerfish.eventbus.dynamodb.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Items in DynamoDB's JSON, {@code {"id":{"N":"1"}}}, binaries in base64. */
final class AttributeJson {

  private AttributeJson() {}

  /** Writes an item as a member of an object. */
  static void write(JsonGenerator to, String member, Map<String, AttributeValue> item) {
    to.writeName(member);
    write(to, item);
  }

  private static void write(JsonGenerator to, Map<String, AttributeValue> item) {
    to.writeStartObject();
    item.forEach(
        (name, value) -> {
          to.writeName(name);
          write(to, value);
        });
    to.writeEndObject();
  }

  private static void write(JsonGenerator to, AttributeValue value) {
    to.writeStartObject();
    switch (value.type()) {
      case S -> to.writeStringProperty("S", value.s());
      case N -> to.writeStringProperty("N", value.n());
      case B -> to.writeBinaryProperty("B", value.b().asByteArrayUnsafe());
      case BOOL -> to.writeBooleanProperty("BOOL", value.bool());
      case NUL -> to.writeBooleanProperty("NULL", true);
      case SS -> write(to, "SS", value.ss());
      case NS -> write(to, "NS", value.ns());
      case BS -> {
        to.writeArrayPropertyStart("BS");
        value.bs().forEach(bytes -> to.writeBinary(bytes.asByteArrayUnsafe()));
        to.writeEndArray();
      }
      case L -> {
        to.writeArrayPropertyStart("L");
        value.l().forEach(element -> write(to, element));
        to.writeEndArray();
      }
      case M -> write(to, "M", value.m());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("A value without a type");
    }
    to.writeEndObject();
  }

  private static void write(JsonGenerator to, String type, List<String> members) {
    to.writeArrayPropertyStart(type);
    members.forEach(to::writeString);
    to.writeEndArray();
  }

  /** Reads an item that {@link #write} has written. */
  static Map<String, AttributeValue> read(JsonNode item) {
    var read = new LinkedHashMap<String, AttributeValue>();
    item.properties().forEach(entry -> read.put(entry.getKey(), value(entry.getValue())));
    return read;
  }

  private static AttributeValue value(JsonNode typed) {
    var entry = typed.properties().iterator().next();
    var content = entry.getValue();
    return switch (entry.getKey()) {
      case "S" -> AttributeValue.fromS(content.asString());
      case "N" -> AttributeValue.fromN(content.asString());
      case "B" -> AttributeValue.fromB(bytes(content));
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "NULL" -> AttributeValue.fromNul(true);
      case "SS" -> AttributeValue.fromSs(texts(content));
      case "NS" -> AttributeValue.fromNs(texts(content));
      case "BS" -> {
        var members = new ArrayList<SdkBytes>();
        content.forEach(member -> members.add(bytes(member)));
        yield AttributeValue.fromBs(members);
      }
      case "L" -> {
        var elements = new ArrayList<AttributeValue>();
        content.forEach(element -> elements.add(value(element)));
        yield AttributeValue.fromL(elements);
      }
      case "M" -> AttributeValue.fromM(read(content));
      default -> throw new IllegalArgumentException(entry.getKey() + " is no type of values");
    };
  }

  private static SdkBytes bytes(JsonNode base64) {
    return SdkBytes.fromByteArrayUnsafe(base64.binaryValue());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
