package dev.triggerfish.aws.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Members of the type document: any JSON. Their depth is limited by the parser. */
final class JsonDocuments {

  private JsonDocuments() {}

  /** Reads the value at the parser's current token. */
  static Document read(JsonParser in) {
    JsonToken token = in.currentToken();
    return switch (token) {
      case VALUE_NULL -> Document.fromNull();
      case VALUE_TRUE, VALUE_FALSE -> Document.fromBoolean(in.getBooleanValue());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Document.fromNumber(SdkNumber.fromString(in.getString()));
      case START_ARRAY -> list(in);
      case START_OBJECT -> map(in);
      default -> Document.fromString(in.getString());
    };
  }

  private static Document list(JsonParser in) {
    List<Document> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(in));
    }
    return Document.fromList(list);
  }

  private static Document map(JsonParser in) {
    Map<String, Document> map = new LinkedHashMap<>();
    for (String key = in.nextName(); key != null; key = in.nextName()) {
      in.nextToken();
      map.put(key, read(in));
    }
    return Document.fromMap(map);
  }

  static void write(JsonGenerator out, Document document) {
    if (document.isNull()) {
      out.writeNull();
    } else if (document.isBoolean()) {
      out.writeBoolean(document.asBoolean());
    } else if (document.isNumber()) {
      out.writeNumber(document.asNumber().bigDecimalValue());
    } else if (document.isString()) {
      out.writeString(WellFormed.text(document.asString()));
    } else if (document.isList()) {
      out.writeStartArray();
      document.asList().forEach(item -> write(out, item));
      out.writeEndArray();
    } else {
      out.writeStartObject();
      document
          .asMap()
          .forEach(
              (key, value) -> {
                out.writeName(WellFormed.text(key));
                write(out, value);
              });
      out.writeEndObject();
    }
  }
}
