package dev.triggerfish.invoker.permission;

import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A policy as Lambda generates it from single permissions. Immutable.
 *
 * @param statements in the order in which they were added, each with a {@code Sid} of its own
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">
 *     Resource-based policies in Lambda</a>
 */
public record PolicyDocument(List<JsonNode> statements) {

  /** Of the whole document, in bytes. */
  static final int LARGEST = 20_480;

  private static final JsonMapper JSON = JsonMapper.shared();

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** Without statements; AWS never shows one. */
  public static PolicyDocument empty() {
    return new PolicyDocument(List.of());
  }

  /** Reads what {@link #json()} wrote. */
  public static PolicyDocument read(String json) {
    return new PolicyDocument(List.copyOf(JSON.readTree(json).get("Statement").values()));
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /**
   * With one more statement.
   *
   * @throws software.amazon.awssdk.services.lambda.model.ResourceConflictException if it has a
   *     statement of that id
   * @throws software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException if it gets
   *     too long
   * @throws software.amazon.awssdk.services.lambda.model.InvalidParameterValueException if nobody
   *     could evaluate it
   */
  public PolicyDocument with(ObjectNode statement) {
    var id = statement.get("Sid").asString();
    if (has(id)) {
      throw PermissionErrors.statementExists(id);
    }
    var more = new ArrayList<>(statements);
    more.add(statement);
    var document = new PolicyDocument(more);
    var json = document.json();
    var length = json.getBytes(StandardCharsets.UTF_8).length;
    if (length > LARGEST) {
      throw PermissionErrors.tooLong(length, LARGEST);
    }
    try {
      Policy.parse(json);
    } catch (MalformedPolicyException e) {
      throw PermissionErrors.invalid(e.getMessage());
    }
    return document;
  }

  /**
   * Without one of its statements.
   *
   * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException if it has none
   *     of that id
   */
  public PolicyDocument without(String statementId) {
    if (!has(statementId)) {
      throw PermissionErrors.noStatement(statementId);
    }
    return new PolicyDocument(
        statements.stream().filter(each -> !isNamed(each, statementId)).toList());
  }

  /** The document as AWS shows it. */
  public String json() {
    var document = JSON.createObjectNode();
    document.put("Version", "2012-10-17");
    document.put("Id", "default");
    document.putArray("Statement").addAll(statements);
    return JSON.writeValueAsString(document);
  }

  private boolean has(String statementId) {
    return statements.stream().anyMatch(each -> isNamed(each, statementId));
  }

  private static boolean isNamed(JsonNode statement, String id) {
    return statement.get("Sid").asString().equals(id);
  }
}
