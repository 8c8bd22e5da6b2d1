package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** §1.5 Permissions: policies of functions, and the errors of changing them. */
@NobodyMovesTheClock
class FunctionPoliciesTest {

  private static final String POLICY = FUNCTIONS + "/guarded/policy";

  private static final String STATEMENT =
      "{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
          + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"ARN:guarded\","
          + "\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::test-bucket\"}}}";

  @BeforeAll
  static void aFunctionIsThere() {
    Fixture.function("guarded", Functions.python("def handler(event, context): return event"));
  }

  @BeforeEach
  void withoutAPolicy() {
    var policy = Wire.lambda("GET", POLICY, "");
    if (policy.status() == 200) {
      for (var statement :
          Reply.JSON.readTree(policy.json().get("Policy").asString()).get("Statement")) {
        Wire.lambda("DELETE", POLICY + "/" + statement.get("Sid").asString(), "").is(204);
      }
    }
  }

  private static ObjectNode permission(String statementId) {
    var request = Reply.JSON.createObjectNode();
    request.put("StatementId", statementId);
    request.put("Action", "lambda:InvokeFunction");
    request.put("Principal", "s3.amazonaws.com");
    return request;
  }

  private static Reply add(String path, ObjectNode request) {
    return Wire.lambda("POST", path, request.toString());
  }

  private static ObjectNode ofBucket(String statementId) {
    return permission(statementId).put("SourceArn", "arn:aws:s3:::test-bucket");
  }

  private static String statement(Reply reply) {
    return Reply.normal(reply.is(201).json().get("Statement").asString());
  }

  private static String policy() {
    return Reply.normal(Wire.lambda("GET", POLICY, "").is(200).json().get("Policy").asString());
  }

  private static String revision() {
    return Wire.lambda("GET", POLICY, "").is(200).json().get("RevisionId").asString();
  }

  @Test
  @Recorded("§1.5 Permissions: AddPermission and GetPolicy")
  void aPermissionIsAStatementOfThePolicy() {
    var added = add(POLICY, ofBucket("s3"));

    assertThat(statement(added)).isEqualTo(STATEMENT);
    assertThat(added.json().propertyNames()).containsExactly("Statement");
    assertThat(policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + STATEMENT + "]}");
    assertThat(Wire.lambda("GET", POLICY, "").json().propertyNames())
        .containsExactlyInAnyOrder("Policy", "RevisionId");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      textBlock =
          """
          *                                 | "*"
          lambda.amazonaws.com              | {"Service":"lambda.amazonaws.com"}
          111122223333                      | {"AWS":"arn:aws:iam::ACCT:root"}
          arn:aws:iam::111122223333:user/u  | {"AWS":"arn:aws:iam::ACCT:user/u"}
          """)
  @Recorded("§1.5 Permissions: mapping of principals")
  void aPrincipalIsWhatItsFormSays(String principal, String element) {
    var request = permission("s").put("Principal", principal).put("SourceAccount", "111122223333");

    assertThat(statement(add(POLICY, request)))
        .contains("\"Principal\":" + element + ",\"Action\"")
        .endsWith("\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"ACCT\"}}}");
  }

  @Test
  @Recorded("§1.5 Permissions: mapping of conditions")
  void restrictionsBecomeConditions() {
    var request =
        ofBucket("urlPermission")
            .put("Action", "lambda:InvokeFunctionUrl")
            .put("Principal", "*")
            .put("SourceAccount", "111122223333")
            .put("FunctionUrlAuthType", "NONE")
            .put("PrincipalOrgID", "o-1234567890");

    assertThat(statement(add(POLICY, request)))
        .isEqualTo(
            "{\"Sid\":\"urlPermission\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"lambda:InvokeFunctionUrl\",\"Resource\":\"ARN:guarded\","
                + "\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"ACCT\","
                + "\"lambda:FunctionUrlAuthType\":\"NONE\",\"aws:PrincipalOrgID\":\"o-1234567890\"},"
                + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::test-bucket\"}}}");
  }

  @Test
  @Recorded("§1.5 Permissions: event source token")
  void aTokenOfAnEventSourceIsAConditionOfLambdas() {
    var request =
        permission("alexaSkill").put("Principal", "*").put("EventSourceToken", "amzn1.ask.skill.x");

    assertThat(statement(add(POLICY, request)))
        .endsWith(
            "\"Condition\":{\"StringEquals\":{\"lambda:EventSourceToken\":\"amzn1.ask.skill.x\"}}}");
  }

  @Test
  @Recorded("§1.5 Permissions: removal of the last statement")
  void thePolicyGoesWithItsLastStatement() {
    add(POLICY, permission("s3")).is(201);
    add(POLICY, permission("sqs").put("Principal", "sqs.amazonaws.com")).is(201);
    assertThat(Wire.lambda("DELETE", POLICY + "/sqs", "").is(204).body()).isEmpty();
    assertThat(policy()).contains("\"s3\"").doesNotContain("sqs");

    Wire.lambda("DELETE", POLICY + "/s3", "").is(204);

    Wire.lambda("GET", POLICY, "")
        .isLambdaError("ResourceNotFoundException", "The resource you requested does not exist.");
  }

  @Test
  @Recorded("§1.5 Permissions: duplicate statement id")
  void aStatementIdIsTakenOnce() {
    add(POLICY, permission("s3")).is(201);

    add(POLICY, permission("s3"))
        .isLambdaError(
            "ResourceConflictException",
            "The statement id (s3) provided already exists. Please provide a new statement id, or"
                + " remove the existing statement.");
  }

  @Test
  @Recorded("§1.5 Permissions: policies of $LATEST")
  void latestHasNoPolicy() {
    add(FUNCTIONS + "/guarded:$LATEST/policy?Qualifier=$LATEST", permission("s3"))
        .isLambdaError(
            "InvalidParameterValueException",
            "We currently do not support adding policies for $LATEST.");
  }

  @Test
  @Recorded("§1.5 Permissions: unknown principal")
  void anUnknownPrincipalIsRefused() {
    add(POLICY, permission("s3").put("Principal", "invalid.nonaws.com"))
        .isLambdaError(
            "InvalidParameterValueException",
            "The provided principal was invalid. Please check the principal and try again.");
  }

  @Test
  @Recorded("§1.5 Permissions: pattern of statement ids")
  void aStatementIdHasNoDots() {
    add(POLICY, permission("example.com"))
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern:"
                + " ([a-zA-Z0-9-_]+)");
  }

  @Test
  @Recorded("§1.6 a qualifier in the name and another beside it, AddPermission")
  void qualifiersMustNotContradictEachOther() {
    add(FUNCTIONS + "/guarded:alias-not-42/policy?Qualifier=42", permission("s3"))
        .isLambdaError(
            "InvalidParameterValueException",
            "The derived qualifier from the function name does not match the specified"
                + " qualifier.");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, doesnotexist, '', Function not found: ARN:doesnotexist",
    "POST, guarded, 42, Function not found: ARN:guarded:42",
    "POST, guarded, valid-with-$-but-doesnotexist,"
        + " Function not found: ARN:guarded:valid-with-$-but-doesnotexist",
    "POST, guarded, nope, Cannot find alias arn: ARN:guarded:nope",
    "GET, doesnotexist, '', The resource you requested does not exist.",
    "GET, guarded, 77, The resource you requested does not exist.",
    "GET, guarded, '', The resource you requested does not exist.",
    "DELETE, doesnotexist, '', No policy found for: ARN:doesnotexist",
    "DELETE, guarded, '', No policy is associated with the given resource.",
    "DELETE, guarded, nope, Cannot find alias arn: ARN:guarded:nope",
  })
  @Recorded("§1.5 Permissions: what is not there")
  void whatIsNotThereIsNotFound(String method, String function, String qualifier, String message) {
    var path = FUNCTIONS + "/" + function + "/policy" + (method.equals("DELETE") ? "/s3" : "");
    var query = qualifier.isEmpty() ? "" : "?Qualifier=" + Wire.encoded(qualifier);
    var body = method.equals("POST") ? permission("s3").toString() : "";

    Wire.lambda(method, path + query, body).isLambdaError("ResourceNotFoundException", message);
  }

  @Test
  @Recorded("§1.5 Permissions: removal of a statement that is not there")
  void onlyWhatIsThereIsRemoved() {
    add(POLICY, permission("s3")).is(201);
    var before = revision();

    Wire.lambda("DELETE", POLICY + "/non-existent", "")
        .isLambdaError(
            "ResourceNotFoundException", "Statement non-existent is not found in resource policy.");

    assertThat(revision()).isEqualTo(before);
  }

  @Test
  @Recorded("§1.5 RevisionId stale on AddPermission and RemovePermission")
  void aStaleRevisionChangesNothing() {
    add(POLICY, permission("s3")).is(201);

    add(POLICY, permission("s4").put("RevisionId", "wrong"))
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy"
                + " API to retrieve the latest Revision Id");
    Wire.lambda("DELETE", POLICY + "/s3?RevisionId=wrong", "")
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");

    add(POLICY, permission("s4").put("RevisionId", revision())).is(201);
    Wire.lambda("DELETE", POLICY + "/s3?RevisionId=" + revision(), "").is(204);
  }

  @Test
  @Recorded("§1.5 Permissions: each of function, version and alias has a policy of its own")
  void eachQualifierHasAPolicyOfItsOwn() {
    add(POLICY, permission("s3")).is(201);
    var before = policy();
    Wire.lambda("POST", FUNCTIONS + "/guarded/versions", "{}").is(201);
    assertThat(policy()).isEqualTo(before);
    Wire.lambda("GET", POLICY + "?Qualifier=1", "")
        .isLambdaError("ResourceNotFoundException", "The resource you requested does not exist.");
    var alias =
        Wire.lambda(
                "POST",
                FUNCTIONS + "/guarded/aliases",
                "{\"Name\":\"permission-alias\",\"FunctionVersion\":\"1\"}")
            .is(201)
            .json();
    var revision = alias.get("RevisionId").asString();
    var ofAlias = FUNCTIONS + "/guarded:permission-alias/policy?Qualifier=permission-alias";
    add(ofAlias, permission("s3").put("RevisionId", "wrong"))
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy"
                + " API to retrieve the latest Revision Id");

    var onVersion = statement(add(FUNCTIONS + "/guarded:1/policy?Qualifier=1", permission("s3")));
    var onAlias = statement(add(ofAlias, permission("s3").put("RevisionId", revision)));

    assertThat(onVersion).contains("\"Resource\":\"ARN:guarded:1\"");
    assertThat(onAlias).contains("\"Resource\":\"ARN:guarded:permission-alias\"");
    assertThat(policy()).isEqualTo(before);
    var renewed = Wire.lambda("GET", FUNCTIONS + "/guarded/aliases/permission-alias", "").is(200);
    assertThat(renewed.json().get("RevisionId").asString()).isNotEqualTo(revision);
  }

  @Test
  @Recorded("§1.3 RevisionId: AddPermission and RemovePermission change it")
  void aPermissionChangesTheFunctionsRevision() {
    var first = Fixture.configuration("guarded").get("RevisionId").asString();

    add(POLICY, permission("s3").put("RevisionId", first)).is(201);

    var second = Fixture.configuration("guarded").get("RevisionId").asString();
    assertThat(second).isNotEqualTo(first).isEqualTo(revision());
    Wire.lambda("DELETE", POLICY + "/s3", "").is(204);
    assertThat(Fixture.configuration("guarded").get("RevisionId").asString()).isNotEqualTo(second);
  }
}
