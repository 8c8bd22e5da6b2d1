package dev.triggerfish.aws.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a model file of ours out of one of AWS's, keeping only what {@link ServiceModelReader}
 * reads.
 */
final class ModelGenerator {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String id;
  private final JsonNode model;
  private final Map<String, String> classNames = new TreeMap<>();
  private final Set<String> constrained;
  private final Set<String> used = new LinkedHashSet<>();
  private final List<String> skipped = new ArrayList<>();

  ModelGenerator(String id, JsonNode model, Set<String> sdkClasses) {
    this.id = id;
    this.model = model;
    for (String name : sdkClasses) {
      classNames.put(name.toLowerCase(Locale.ROOT), name);
    }
    this.constrained = constrainedShapes();
  }

  /** What the SDK has no classes for. */
  List<String> skipped() {
    return skipped;
  }

  ObjectNode generate(String sdkPackage) {
    JsonNode metadata = model.path("metadata");
    ObjectNode file = JSON.createObjectNode();
    file.put("id", id);
    file.put("serviceId", text(metadata, "serviceId"));
    file.put(
        "signingName", metadata.path("signingName").asString(text(metadata, "endpointPrefix")));
    protocols(metadata, file.putArray("protocols"));
    copy(metadata, file, "targetPrefix");
    copy(metadata, file, "xmlNamespace");
    copy(metadata, file, "apiVersion");
    file.put("sdkPackage", sdkPackage);
    ObjectNode operations = file.putObject("operations");
    model.path("operations").properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> operation(entry.getKey(), entry.getValue(), operations));
    errors(file.putObject("errors"));
    shapes(file.putObject("shapes"));
    return file;
  }

  private static void protocols(JsonNode metadata, ArrayNode out) {
    List<String> named = new ArrayList<>();
    metadata.path("protocols").forEach(name -> named.add(name.stringValue()));
    if (named.isEmpty()) {
      named.add(text(metadata, "protocol"));
    }
    for (String name : named) {
      switch (name) {
        case "rest-json" -> out.add("REST_JSON");
        case "json" ->
            out.add("1.1".equals(text(metadata, "jsonVersion")) ? "AWS_JSON_1_1" : "AWS_JSON_1_0");
        case "query" -> out.add("QUERY");
        case "smithy-rpc-v2-cbor" -> out.add("RPC_V2_CBOR");
        default -> throw new IllegalArgumentException(name);
      }
    }
  }

  private void operation(String name, JsonNode json, ObjectNode out) {
    String request = sdkClass(name + "Request");
    String response = sdkClass(name + "Response");
    if (request == null || response == null) {
      skipped.add(name);
      return;
    }
    ObjectNode operation = out.putObject(name);
    putUnless(operation, "method", text(json.path("http"), "method"), "POST");
    putUnless(operation, "uri", text(json.path("http"), "requestUri"), "/");
    int status = json.path("http").path("responseCode").asInt(200);
    if (status != 200) {
      operation.put("status", status);
    }
    putUnless(operation, "request", request, name + "Request");
    putUnless(operation, "response", response, name + "Response");
    if (!json.has("output")) {
      operation.put("output", false);
    } else if (json.path("output").has("resultWrapper")) {
      operation.put("wrapper", text(json.path("output"), "resultWrapper"));
    }
    String input = json.path("input").path("shape").asString("");
    if (constrained.contains(input)) {
      operation.put("input", input);
      use(input);
    }
    ArrayNode errors = JSON.createArrayNode();
    json.path("errors").forEach(error -> errors.add(text(error, "shape")));
    if (!errors.isEmpty()) {
      operation.set("errors", errors);
    }
  }

  private void errors(ObjectNode out) {
    model.path("shapes").properties().stream()
        .filter(e -> e.getValue().has("exception") || e.getValue().has("error"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> error(entry.getKey(), entry.getValue(), out));
  }

  private void error(String shape, JsonNode json, ObjectNode out) {
    String name = exceptionClass(shape);
    if (name == null) {
      skipped.add(shape);
      return;
    }
    ObjectNode error = out.putObject(shape);
    putUnless(error, "class", name, shape);
    boolean fault = json.path("fault").asBoolean(false);
    int status = json.path("error").path("httpStatusCode").asInt(fault ? 500 : 400);
    if (status != 400) {
      error.put("status", status);
    }
    boolean sender = json.path("error").path("senderFault").asBoolean(status < 500);
    if (sender != status < 500) {
      error.put("sender", sender);
    }
    putUnless(error, "code", json.path("error").path("code").asString(shape), shape);
    for (Map.Entry<String, JsonNode> member : json.path("members").properties()) {
      if (member.getKey().equalsIgnoreCase("message")) {
        error.put("message", member.getValue().path("locationName").asString(member.getKey()));
      }
    }
  }

  private @Nullable String exceptionClass(String shape) {
    String stem = shape.endsWith("Fault") ? shape.substring(0, shape.length() - 5) : shape;
    String name = sdkClass(shape);
    return name != null && name.endsWith("Exception") ? name : sdkClass(stem + "Exception");
  }

  private void shapes(ObjectNode out) {
    for (String name : used.stream().sorted().toList()) {
      JsonNode json = model.path("shapes").path(name);
      ObjectNode shape = out.putObject(name);
      putUnless(shape, "type", text(json, "type"), "structure");
      for (String constraint : List.of("min", "max", "pattern", "enum", "required", "sensitive")) {
        copy(json, shape, constraint);
      }
      ObjectNode members = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> member : json.path("members").properties()) {
        String of = text(member.getValue(), "shape");
        if (constrained.contains(of)) {
          members.put(member.getKey(), of);
        }
      }
      if (!members.isEmpty()) {
        shape.set("members", members);
      }
      reference(json.path("key"), "key", shape);
      reference(json.path("value"), "value", shape);
      reference(json.path("member"), "value", shape);
    }
  }

  private void reference(JsonNode json, String name, ObjectNode out) {
    if (constrained.contains(json.path("shape").asString(""))) {
      out.put(name, text(json, "shape"));
    }
  }

  private void use(String name) {
    if (constrained.contains(name) && used.add(name)) {
      references(model.path("shapes").path(name)).forEach(this::use);
    }
  }

  /** Lists and maps always demand something: none of their members may be null. */
  private Set<String> constrainedShapes() {
    Set<String> found = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, JsonNode> entry : model.path("shapes").properties()) {
        JsonNode json = entry.getValue();
        boolean demands =
            List.of("min", "max", "pattern", "enum").stream().anyMatch(json::has)
                || !json.path("required").isEmpty()
                || "list".equals(text(json, "type"))
                || "map".equals(text(json, "type"))
                || references(json).stream().anyMatch(found::contains);
        grown |= demands && found.add(entry.getKey());
      }
    }
    return found;
  }

  private static List<String> references(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("members").forEach(member -> names.add(text(member, "shape")));
    for (String part : List.of("key", "value", "member")) {
      if (json.has(part)) {
        names.add(text(json.path(part), "shape"));
      }
    }
    return names;
  }

  private @Nullable String sdkClass(String name) {
    return classNames.get(name.toLowerCase(Locale.ROOT));
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static void copy(JsonNode from, ObjectNode to, String name) {
    if (from.has(name)) {
      to.set(name, from.get(name));
    }
  }

  private static void putUnless(ObjectNode json, String name, String value, String byDefault) {
    if (!value.equals(byDefault)) {
      json.put(name, value);
    }
  }
}
