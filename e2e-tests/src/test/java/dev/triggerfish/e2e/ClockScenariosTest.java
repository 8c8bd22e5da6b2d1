package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /_triggerfish/clock}, at the front door. */
@OnSharedPlatforms
@MovesTheClock
class ClockScenariosTest {

  @Parameter private PlatformKind kind;

  @Test
  void idleEnvironmentsAndSessionsEndWithTheirTime() {
    var platform = kind.running();
    var cloud = new Cloud(platform.endpoint(), Cloud.ROOT);
    cloud.function("idle", Runtime.PYTHON3_12, "index.handler", Functions.python(Functions.ECHO));
    cloud.invoke("idle", "{}");
    Awaitility.await().until(() -> state(platform).equals("READY"));
    var session = session(cloud);
    assertThat(session.sts.getCallerIdentity().arn()).contains("assumed-role/sleeper");

    // The idle time of the test platforms is 10 s; the session was asked for 15 minutes.
    platform.advance(Duration.ofMinutes(16));

    Awaitility.await().until(() -> state(platform).isEmpty());
    assertThat(codeOf(session)).isEqualTo("ExpiredToken");
  }

  @Test
  void timeMovesByWhatWasAskedFor() {
    var platform = kind.running();
    var before = json(platform.page("clock", null, null).body());

    platform.advance(Duration.ofSeconds(90));

    var after = json(platform.page("clock", null, null).body());
    assertThat(offset(after)).isEqualTo(offset(before).plusSeconds(90));
    assertThat(Duration.between(time(after, "wall"), time(after, "platform")))
        .isEqualTo(offset(after));
    assertThat(time(after, "wall")).isAfter(time(before, "wall"));
  }

  @Test
  void onlyWhoHoldsTheTokenMayAdvance() {
    var platform = kind.running();
    var before = json(platform.page("clock", null, null).body());

    assertThat(platform.page("clock", "{\"advance\":\"1m\"}", null).statusCode()).isEqualTo(401);
    assertThat(platform.page("clock", "{\"advance\":\"1m\"}", "x").statusCode()).isEqualTo(401);
    var refused = platform.page("clock", "{\"advance\":\"-1m\"}", platform.adminToken());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused.body()).get("message").asString())
        .isEqualTo("Platform time only moves forward, not by PT-1M.");
    var after = json(platform.page("clock", null, null).body());
    assertThat(offset(after)).isEqualTo(offset(before));
  }

  private static String state(Platform platform) {
    var page = json(platform.page("environments?function=idle", null, null).body());
    return page.get("environments").path(0).path("state").asString("");
  }

  /** Of a role, by a user, since root users may not assume any. */
  private static Cloud session(Cloud cloud) {
    var user = cloud.iam.createUser(r -> r.userName("napper")).user();
    var trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}
        """
            .formatted(user.arn());
    cloud.iam.createRole(r -> r.roleName("sleeper").assumeRolePolicyDocument(trust));
    var key = cloud.iam.createAccessKey(r -> r.userName("napper")).accessKey();
    var napper = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    var credentials =
        napper
            .sts
            .assumeRole(
                r ->
                    r.roleArn("arn:aws:iam::000000000000:role/sleeper")
                        .roleSessionName("nap")
                        .durationSeconds(900))
            .credentials();
    return cloud.as(
        AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
  }

  private static String codeOf(Cloud session) {
    try {
      return "none: " + session.sts.getCallerIdentity().arn();
    } catch (StsException e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  private static Duration offset(JsonNode clock) {
    return Duration.parse(clock.get("offset").asString());
  }

  private static Instant time(JsonNode clock, String name) {
    return Instant.parse(clock.get(name).asString());
  }

  private static JsonNode json(String body) {
    return JsonMapper.shared().readTree(body);
  }
}
