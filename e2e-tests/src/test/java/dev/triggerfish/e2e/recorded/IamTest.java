package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** §6.1 and §6.7: IAM's answers and errors. */
@NobodyMovesTheClock
class IamTest {

  private static final String XMLNS = "https://iam.amazonaws.com/doc/2010-05-08/";

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}""";

  @BeforeAll
  static void principalsAreThere() {
    Wire.iam("CreateUser", "UserName", "iam-user").is(200);
    Wire.iam("CreateRole", "RoleName", "iam-role", "AssumeRolePolicyDocument", Fixture.LAMBDA_TRUST)
        .is(200);
  }

  static void assertError(Reply reply, String xmlns, int status, String code, String message) {
    reply.is(status);
    assertThat(reply.header("Content-Type")).isEqualTo("text/xml");
    assertThat(withoutProlog(reply.normal()).replaceAll(">\\s+<", "><"))
        .isEqualTo(
            "<ErrorResponse xmlns=\""
                + xmlns
                + "\"><Error><Type>Sender</Type><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error><RequestId><uuid></RequestId></ErrorResponse>");
    assertThat(reply.text()).contains("<RequestId>" + reply.header("x-amzn-RequestId"));
  }

  private static String withoutProlog(String xml) {
    return xml.replaceFirst("^<\\?xml[^>]*>\\s*", "").strip();
  }

  private static void assertError(Reply reply, int status, String code, String message) {
    assertError(reply, XMLNS, status, code, message);
  }

  @Test
  @Recorded("§6.1 Query error XML")
  void errorsAreWholeDocuments() {
    assertError(
        Wire.iam("GetUser", "UserName", "nobody"),
        404,
        "NoSuchEntity",
        "The user with name nobody cannot be found.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeleteUser",
        "ListAccessKeys",
        "CreateAccessKey",
        "ListUserPolicies",
        "ListAttachedUserPolicies"
      })
  @Recorded("§6.7 user not found")
  void aUserThatIsNotThere(String action) {
    assertError(
        Wire.iam(action, "UserName", "nobody"),
        404,
        "NoSuchEntity",
        "The user with name nobody cannot be found.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetPolicy", "DeletePolicy", "ListPolicyVersions"})
  @Recorded("§6.7 policy not found")
  void aPolicyThatIsNotThere(String action) {
    assertError(
        Wire.iam(action, "PolicyArn", "arn:aws:iam::111122223333:policy/nothing"),
        404,
        "NoSuchEntity",
        "Policy arn:aws:iam::ACCT:policy/nothing was not found.");
  }

  @ParameterizedTest
  @CsvSource({"AttachRolePolicy, RoleName, iam-role", "AttachUserPolicy, UserName, iam-user"})
  @Recorded("§6.7 policy not attachable")
  void aPolicyThatCannotBeAttached(String action, String member, String name) {
    assertError(
        Wire.iam(action, member, name, "PolicyArn", "arn:aws:iam::111122223333:policy/nothing"),
        404,
        "NoSuchEntity",
        "Policy arn:aws:iam::ACCT:policy/nothing does not exist or is not attachable.");
  }

  @ParameterizedTest
  @CsvSource({
    "AttachRolePolicy, RoleName, iam-role, longpolicynamebutnoarn",
    "AttachUserPolicy, UserName, iam-user, longpolicynamebutnoarn",
    "AttachRolePolicy, RoleName, iam-role, this-is-not-an-arn-at-all",
  })
  @Recorded("§6.7 Invalid ARN")
  void aPolicyArnThatIsNone(String action, String member, String name, String arn) {
    assertError(
        Wire.iam(action, member, name, "PolicyArn", arn),
        400,
        "ValidationError",
        "Invalid ARN:  Could not be parsed!");
  }

  @Test
  @Recorded("§6.7 invalid JSON")
  void aTrustPolicyThatIsNoJson() {
    assertError(
        Wire.iam("CreateRole", "RoleName", "iam-never", "AssumeRolePolicyDocument", "{bad"),
        400,
        "MalformedPolicyDocument",
        "This policy contains invalid Json");
  }

  @Test
  @Recorded("§6.7 enum, without the value")
  void anUnknownStatusIsRefusedWithoutRepeatingIt() {
    assertError(
        Wire.iam(
            "UpdateAccessKey",
            "UserName",
            "iam-user",
            "AccessKeyId",
            "AKIAIOSFODNN7EXAMPLE",
            "Status",
            "invalid"),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must"
            + " satisfy enum value set");
  }

  @Test
  @Recorded("§6.7 id prefixes: user, role, policy, access key")
  void idsHaveAwsPrefixes() {
    var policy =
        Wire.iam("CreatePolicy", "PolicyName", "iam-ids", "PolicyDocument", POLICY).is(200).text();
    var key = Wire.iam("CreateAccessKey", "UserName", "iam-user").is(200).text();

    assertThat(Wire.iam("GetUser", "UserName", "iam-user").text())
        .containsPattern("<UserId>AIDA[A-Z0-9]{17}</UserId>");
    assertThat(Wire.iam("GetRole", "RoleName", "iam-role").text())
        .containsPattern("<RoleId>AROA[A-Z0-9]{17}</RoleId>");
    assertThat(policy).containsPattern("<PolicyId>ANPA[A-Z0-9]{17}</PolicyId>");
    assertThat(key)
        .containsPattern("<AccessKeyId>AKIA[A-Z0-9]{16}</AccessKeyId>")
        .containsPattern("<SecretAccessKey>.{40}</SecretAccessKey>");
  }

  @Test
  @Recorded("§6.1 answers: result and metadata in the service's namespace")
  void answersHaveAResultAndMetadata() {
    var reply = Wire.iam("GetRole", "RoleName", "iam-role").is(200);

    assertThat(withoutProlog(reply.normal()))
        .startsWith("<GetRoleResponse xmlns=\"" + XMLNS + "\">")
        .contains("<GetRoleResult>")
        .contains("<Path>/</Path>")
        .contains("<RoleName>iam-role</RoleName>")
        .contains("<Arn>arn:aws:iam::ACCT:role/iam-role</Arn>")
        .contains("<ResponseMetadata>")
        .contains("<RequestId><uuid></RequestId>")
        .endsWith("</GetRoleResponse>");
  }

  @Test
  @Recorded("§6.7 a new role: members of the answer")
  void aNewRolesAnswer() {
    var reply =
        Wire.iam(
                "CreateRole",
                "RoleName",
                "iam-members",
                "AssumeRolePolicyDocument",
                Fixture.LAMBDA_TRUST)
            .is(200)
            .text();

    var role = reply.substring(reply.indexOf("<Role>") + 6, reply.indexOf("</Role>"));
    assertThat(role.replaceAll(">[^<]*<", "><").replaceAll("</[^>]*>", ""))
        .contains("<Path>", "<RoleName>", "<RoleId>", "<Arn>", "<CreateDate>")
        .contains("<AssumeRolePolicyDocument>")
        .doesNotContain("<MaxSessionDuration>", "<Tags>", "<RoleLastUsed>", "<Description>");
  }
}
