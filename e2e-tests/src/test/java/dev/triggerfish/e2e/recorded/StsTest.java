package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** §6.8: STS. */
@NobodyMovesTheClock
class StsTest {

  private static final String XMLNS = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String VERSION = "2011-06-15";

  /** The root user may not assume roles: a user may. */
  private static AwsCredentialsIdentity user;

  @BeforeAll
  static void aRoleIsThere() {
    for (var role : new String[] {"sts-role", "sts-second"}) {
      Wire.iam("CreateRole", "RoleName", role, "AssumeRolePolicyDocument", Fixture.ACCOUNT_TRUST)
          .is(200);
      allowAssuming("PutRolePolicy", "RoleName", role);
    }
    Wire.iam("CreateUser", "UserName", "sts-user").is(200);
    allowAssuming("PutUserPolicy", "UserName", "sts-user");
    var key = Wire.iam("CreateAccessKey", "UserName", "sts-user").is(200).text();
    user =
        AwsCredentialsIdentity.create(element(key, "AccessKeyId"), element(key, "SecretAccessKey"));
  }

  private static void allowAssuming(String action, String member, String name) {
    Wire.iam(
            action,
            member,
            name,
            "PolicyName",
            "assume",
            "PolicyDocument",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}""")
        .is(200);
  }

  private static String element(String xml, String name) {
    var matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    assertThat(matcher.find()).as(name + " in " + xml).isTrue();
    return matcher.group(1);
  }

  private static Reply assume(
      AwsCredentialsIdentity identity, String role, String session, String... more) {
    var parameters = new String[4 + more.length];
    parameters[0] = "RoleArn";
    parameters[1] = role;
    parameters[2] = "RoleSessionName";
    parameters[3] = session;
    System.arraycopy(more, 0, parameters, 4, more.length);
    return Wire.query("sts", identity, VERSION, "AssumeRole", parameters);
  }

  private static String arn(String role) {
    return "arn:aws:iam::111122223333:role/" + role;
  }

  @Test
  @Recorded("§6.8 AssumeRole reply")
  void anAssumedRole() {
    var xml = assume(user, arn("sts-role"), "a-session").is(200).text();

    assertThat(element(xml, "Arn"))
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/sts-role/a-session");
    assertThat(element(xml, "AssumedRoleId")).matches("AROA[A-Z0-9]{17}:a-session");
    assertThat(element(xml, "AccessKeyId")).matches("ASIA[A-Z0-9]{16}");
    assertThat(element(xml, "SecretAccessKey")).hasSize(40);
    assertThat(element(xml, "SessionToken")).isNotEmpty();
    assertThat(element(xml, "Expiration")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(xml).doesNotContain("PackedPolicySize", "SourceIdentity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a::::something/test-role",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:"
      })
  @Recorded("§6.8 bad ARN")
  void anArnThatIsNone(String arn) {
    IamTest.assertError(
        assume(user, arn, "a-session"), XMLNS, 400, "ValidationError", arn + " is invalid");
  }

  @Test
  @Recorded("§6.8 bad session name")
  void aSessionNameThatIsNone() {
    IamTest.assertError(
        assume(user, arn("sts-role"), "Session1:2"),
        XMLNS,
        400,
        "ValidationError",
        "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  }

  @Test
  @Recorded("§6.8 GetCallerIdentity")
  void theCallersIdentity() {
    var xml = Wire.query("sts", user, VERSION, "GetCallerIdentity").is(200).text();

    assertThat(element(xml, "Account")).isEqualTo("111122223333");
    assertThat(element(xml, "Arn")).isEqualTo("arn:aws:iam::111122223333:user/sts-user");
    assertThat(element(xml, "UserId")).matches("AIDA[A-Z0-9]{17}");
  }
}
