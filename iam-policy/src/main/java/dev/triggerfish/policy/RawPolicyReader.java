package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON into a {@link RawPolicy}: strict about JSON, element names and value types. */
final class RawPolicyReader {

  /** The longest policy document that any operation's model allows. */
  static final int MAX_LENGTH = 131_072;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER_LENGTH = 64;
  private static final JsonMapper JSON = mapper();
  private static final Set<String> POLICY_ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> PRINCIPAL_TYPES =
      Set.of("AWS", "Service", "Federated", "CanonicalUser");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final PolicyMessages messages;

  RawPolicyReader(PolicyMessages messages) {
    this.messages = messages;
  }

  RawPolicy read(String document) {
    JsonNode root = json(document);
    require(root.isObject());
    require(POLICY_ELEMENTS.containsAll(root.propertyNames()));
    require(optionalString(root, "Id") != null || !root.has("Id"));
    String version = optionalString(root, "Version");
    if (version != null && !VERSIONS.contains(version)) {
      throw messages.invalidVersion();
    }
    JsonNode statement = root.path("Statement");
    List<RawPolicy.Statement> statements = new ArrayList<>();
    if (statement.isObject()) {
      statements.add(statement(statement));
    } else {
      require(statement.isArray());
      statement.forEach(each -> statements.add(statement(each)));
    }
    return new RawPolicy(version, List.copyOf(statements));
  }

  private JsonNode json(String document) {
    if (document.length() > MAX_LENGTH) {
      throw messages.invalidJson();
    }
    try {
      return JSON.readTree(document);
    } catch (JacksonException e) {
      // Jackson's words would not be AWS's, and may quote the document.
      throw messages.invalidJson();
    }
  }

  private RawPolicy.Statement statement(JsonNode node) {
    require(node.isObject());
    require(STATEMENT_ELEMENTS.containsAll(node.propertyNames()));
    return new RawPolicy.Statement(
        optionalString(node, "Sid"),
        optionalString(node, "Effect"),
        principals(node),
        values(node, "Action", "NotAction"),
        values(node, "Resource", "NotResource"),
        conditions(node.get("Condition")));
  }

  private RawPolicy.@Nullable Values values(JsonNode statement, String name, String negatedName) {
    JsonNode plain = statement.get(name);
    JsonNode negated = statement.get(negatedName);
    require(plain == null || negated == null);
    if (negated != null) {
      return new RawPolicy.Values(true, strings(negated));
    }
    return plain == null ? null : new RawPolicy.Values(false, strings(plain));
  }

  private RawPolicy.@Nullable Principals principals(JsonNode statement) {
    JsonNode plain = statement.get("Principal");
    JsonNode negated = statement.get("NotPrincipal");
    require(plain == null || negated == null);
    JsonNode node = plain == null ? negated : plain;
    if (node == null) {
      return null;
    }
    if (node.isString()) {
      return new RawPolicy.Principals(negated != null, node.stringValue(), Map.of());
    }
    require(node.isObject());
    Map<String, List<String>> named = new LinkedHashMap<>();
    node.forEachEntry(
        (type, value) -> {
          if (!PRINCIPAL_TYPES.contains(type)) {
            throw messages.invalidPrincipalType(type);
          }
          named.put(type, strings(value));
        });
    return new RawPolicy.Principals(negated != null, null, named);
  }

  private List<RawPolicy.Condition> conditions(@Nullable JsonNode block) {
    if (block == null) {
      return List.of();
    }
    require(block.isObject());
    List<RawPolicy.Condition> conditions = new ArrayList<>();
    block.forEachEntry(
        (operator, keys) -> {
          require(keys.isObject());
          keys.forEachEntry(
              (key, values) ->
                  conditions.add(new RawPolicy.Condition(operator, key, scalars(values))));
        });
    return List.copyOf(conditions);
  }

  private List<String> strings(JsonNode node) {
    if (node.isString()) {
      return List.of(node.stringValue());
    }
    require(node.isArray());
    List<String> values = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      require(each.isString());
      values.add(each.stringValue());
    }
    return List.copyOf(values);
  }

  /** Condition values may also be written as JSON numbers and booleans. */
  private List<String> scalars(JsonNode node) {
    if (!node.isArray()) {
      return List.of(scalar(node));
    }
    List<String> values = new ArrayList<>(node.size());
    node.forEach(each -> values.add(scalar(each)));
    return List.copyOf(values);
  }

  private String scalar(JsonNode node) {
    require(node.isString() || node.isNumber() || node.isBoolean());
    return node.asString();
  }

  private @Nullable String optionalString(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    require(value.isString());
    return value.stringValue();
  }

  private void require(boolean holds) {
    if (!holds) {
      throw messages.syntax();
    }
  }

  private static JsonMapper mapper() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }
}
