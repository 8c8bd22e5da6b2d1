package dev.triggerfish.invoker.destination;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** What a destination gets, with its fields in AWS's order. */
final class DestinationRecord {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonFactory JSON = new JsonFactory();

  private DestinationRecord() {}

  static String of(EndedEvent event) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("version", "1.0");
      json.writeStringProperty(
          "timestamp", TIME.format(Instant.ofEpochMilli(event.completion().at())));
      writeRequest(json, event);
      writeResponse(json, event.completion());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeRequest(JsonGenerator json, EndedEvent event) {
    var function = event.function();
    var qualifier = Objects.requireNonNullElse(function.qualifier(), FunctionVersion.LATEST);
    json.writeObjectPropertyStart("requestContext");
    json.writeStringProperty("requestId", event.requestId());
    json.writeStringProperty("functionArn", function.arn() + ":" + qualifier);
    json.writeStringProperty("condition", event.completion().condition().text());
    json.writeNumberProperty("approximateInvokeCount", event.completion().invocations());
    json.writeEndObject();
    json.writeName("requestPayload");
    writeJson(json, event.payload());
  }

  private static void writeResponse(JsonGenerator json, Completion completion) {
    var response = completion.response();
    if (response == null) {
      return;
    }
    json.writeObjectPropertyStart("responseContext");
    json.writeNumberProperty("statusCode", 200);
    json.writeStringProperty("executedVersion", response.version());
    if (response.functionError() != null) {
      json.writeStringProperty("functionError", response.functionError());
    }
    json.writeEndObject();
    json.writeName("responsePayload");
    writeJson(json, response.payload());
  }

  /** As it is if it is JSON; a runtime of one's own may answer anything. */
  private static void writeJson(JsonGenerator json, byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }

  private static boolean isJson(String text) {
    try (var parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
