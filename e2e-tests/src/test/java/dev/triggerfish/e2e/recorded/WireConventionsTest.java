package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** §1.1: how Lambda says no. */
@NobodyMovesTheClock
class WireConventionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | /nope                       |                                           | 404 | ResourceNotFoundException       | Type,Message
          GET  | /echo:1?Qualifier=2         |                                           | 400 | InvalidParameterValueException  | Type,message
          POST | /echo/invocations           | {                                         | 400 | InvalidRequestContentException  | Type,message
          PUT  | /echo/configuration         | {"RevisionId":"stale"}                    | 412 | PreconditionFailedException     | Type,message
          GET  | /not!a!name                 |                                           | 400 | ValidationException             | message
          """)
  @Recorded("§1.1 members and casing of errors")
  void errorsHaveTheseMembers(
      String method, String path, String body, int status, String code, String members) {
    Fixture.echo();

    var reply = Wire.lambda(method, FUNCTIONS + path, body == null ? "" : body).is(status);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo(code);
    assertThat(reply.json().propertyNames()).containsExactly(members.split(",", -1));
  }

  @Test
  @Recorded("§1.1 ResourceConflict: lower-case message")
  void conflictsHaveALowerCaseMessage() {
    Fixture.echo();

    var reply = Fixture.create(Fixture.request("echo")).is(409);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("ResourceConflictException");
    assertThat(reply.normal())
        .isEqualTo("{\"Type\":\"User\",\"message\":\"Function already exist: echo\"}");
  }

  @Test
  @Recorded("§1.1 AccessDenied: upper-case Message and no Type")
  void denialsHaveAnUpperCaseMessage() {
    Wire.iam("CreateUser", "UserName", "wire-user").is(200);
    var key = Wire.iam("CreateAccessKey", "UserName", "wire-user").is(200).text();
    var user =
        AwsCredentialsIdentity.create(
            key.replaceAll("(?s).*<AccessKeyId>(.*)</AccessKeyId>.*", "$1"),
            key.replaceAll("(?s).*<SecretAccessKey>(.*)</SecretAccessKey>.*", "$1"));

    var reply = Wire.signed("lambda", user, "GET", FUNCTIONS + "/echo", new byte[0]);

    reply.isError(
        403,
        "AccessDeniedException",
        "{\"Message\":\"User: arn:aws:iam::ACCT:user/wire-user is not authorized to perform:"
            + " lambda:GetFunction on resource: ARN:echo because no identity-based policy allows"
            + " the lambda:GetFunction action\"}");
  }

  @Test
  @Recorded("§1.1 unknown key: 403, no Type")
  void anUnknownKey() {
    var nobody = AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", "secret");

    Wire.signed("lambda", nobody, "GET", FUNCTIONS, new byte[0])
        .isError(
            403,
            "UnrecognizedClientException",
            "{\"message\":\"The security token included in the request is invalid.\"}");
  }

  @Test
  @Recorded("§1.1 wrong secret: 403, no Type")
  void aWrongSecret() {
    var wrong = AwsCredentialsIdentity.create("test", "wrong");

    var reply = Wire.signed("lambda", wrong, "GET", FUNCTIONS, new byte[0]).is(403);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(reply.json().has("Type")).isFalse();
  }

  @Test
  @Recorded("§1.1 unsigned: 403, no Type")
  void anUnsignedRequest() {
    var reply = Wire.send("GET", Wire.endpoint().resolve(FUNCTIONS), new byte[0], Map.of()).is(403);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("MissingAuthenticationTokenException");
    assertThat(reply.json().has("Type")).isFalse();
  }
}
