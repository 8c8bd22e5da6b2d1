package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.model.QueryNames.QueryName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a model file. Defaults are left out of the files, and filled in here. */
final class ServiceModelReader {

  private final JsonNode file;
  private final String sdkPackage;

  private ServiceModelReader(JsonNode file) {
    this.file = file;
    this.sdkPackage = required(file, "sdkPackage") + ".";
  }

  static ServiceModel read(JsonNode file) {
    return new ServiceModelReader(file).read();
  }

  private ServiceModel read() {
    List<WireProtocol> protocols =
        texts(file.path("protocols")).stream().map(WireProtocol::valueOf).toList();
    return new ServiceModel(
        required(file, "id"),
        required(file, "serviceId"),
        required(file, "signingName"),
        protocols,
        optional(file, "targetPrefix"),
        optional(file, "xmlNamespace"),
        required(file, "apiVersion"),
        optional(file, "errorNamespace"),
        file.path("clientErrorStatus").asInt(0),
        file.path("hasChecksums").asBoolean(false),
        operations(
            protocols.contains(WireProtocol.REST_JSON)
                || protocols.contains(WireProtocol.REST_XML)),
        errors(),
        shapes(),
        queryNames(),
        wording(file.path("wording")));
  }

  private Operations operations(boolean rest) {
    List<OperationModel> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : file.path("operations").properties()) {
      operations.add(operation(entry.getKey(), entry.getValue()));
    }
    return new Operations(operations, rest);
  }

  private OperationModel operation(String name, JsonNode json) {
    return new OperationModel(
        required(file, "id"),
        name,
        json.path("method").asString("POST"),
        json.path("uri").asString("/"),
        optional(json, "header"),
        json.path("status").asInt(200),
        sdkPackage + json.path("request").asString(name + "Request"),
        sdkPackage + json.path("response").asString(name + "Response"),
        json.path("output").asBoolean(true),
        optional(json, "wrapper"),
        texts(json.path("errors")),
        optional(json, "input"));
  }

  private Errors errors() {
    List<ErrorModel> errors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : file.path("errors").properties()) {
      String shape = entry.getKey();
      JsonNode json = entry.getValue();
      int status = json.path("status").asInt(400);
      errors.add(
          new ErrorModel(
              shape,
              json.path("code").asString(shape),
              sdkPackage + json.path("class").asString(shape),
              status,
              json.path("sender").asBoolean(status < 500),
              json.path("message").asString("message"),
              json.has("message")));
    }
    return new Errors(errors);
  }

  private QueryNames queryNames() {
    Map<String, QueryName> names = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : file.path("queryNames").properties()) {
      names.put(entry.getKey(), QueryName.of(texts(entry.getValue())));
    }
    return new QueryNames(names);
  }

  private Map<String, ShapeModel> shapes() {
    Map<String, ShapeModel> shapes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : file.path("shapes").properties()) {
      shapes.put(entry.getKey(), shape(entry.getValue()));
    }
    return shapes;
  }

  private static ShapeModel shape(JsonNode json) {
    return new ShapeModel(
        json.path("type").asString("structure"),
        number(json.get("min")),
        number(json.get("max")),
        optional(json, "pattern"),
        texts(json.path("enum")),
        new LinkedHashSet<>(texts(json.path("required"))),
        textsByName(json.path("members")),
        optional(json, "key"),
        optional(json, "value"),
        json.path("sensitive").asBoolean(false));
  }

  private static ValidationWording wording(JsonNode json) {
    return new ValidationWording(
        json.path("code").asString("ValidationException"),
        json.path("showsValues").asBoolean(true),
        json.path("showsEnumValues").asBoolean(true),
        optional(json, "message"),
        optional(json, "nullMessage"),
        textsByName(json.path("patternMessages")));
  }

  private static @Nullable Number number(@Nullable JsonNode json) {
    return json == null ? null : json.numberValue();
  }

  private static String required(JsonNode json, String name) {
    return json.get(name).stringValue();
  }

  private static @Nullable String optional(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null ? null : value.stringValue();
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>(json.size());
    for (JsonNode text : json) {
      texts.add(text.stringValue());
    }
    return List.copyOf(texts);
  }

  private static Map<String, String> textsByName(JsonNode json) {
    Map<String, String> texts = LinkedHashMap.newLinkedHashMap(json.size());
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      texts.put(entry.getKey(), entry.getValue().stringValue());
    }
    return texts;
  }
}
