package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /_triggerfish} at the front door: one admin API, whatever the platform consists of. */
@ParameterizedClass
@EnumSource(
    value = PlatformKind.class,
    names = {"ALL_IN_ONE", "FIVE_PROCESSES"})
class AdminPagesScenariosTest {

  @Parameter private PlatformKind kind;

  @Test
  void denialsOfAllServicesAreOnOnePageTheNewestFirst() {
    var root = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    root.iam.createUser(r -> r.userName("denied-everywhere"));
    var key = root.iam.createAccessKey(r -> r.userName("denied-everywhere")).accessKey();
    var user = root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

    denied(() -> user.iam.listRoles());
    denied(() -> user.lambda.listFunctions());
    denied(() -> user.sns.listTopics());
    denied(() -> user.logs.describeLogGroups());
    denied(() -> user.apis.getApis());

    var page = page("denials");
    assertThat(page.get("unanswered")).isEmpty();
    var actions = new ArrayList<String>();
    var times = new ArrayList<String>();
    for (var denial : page.get("denials")) {
      times.add(denial.get("time").asString());
      if (denial.get("principal").asString().endsWith(":user/denied-everywhere")) {
        actions.add(denial.get("action").asString().split(":", 2)[0]);
      }
    }
    assertThat(actions).containsExactlyInAnyOrder("iam", "lambda", "sns", "logs", "apigateway");
    assertThat(times).isSortedAccordingTo((a, b) -> instant(b).compareTo(instant(a)));
  }

  @Test
  void healthNamesThePartsOfAllServices() {
    var health = page("health");

    assertThat(health.get("state").asString()).isIn("UP", "DEGRADED");
    var parts = new ArrayList<String>();
    health.get("parts").forEach(part -> parts.add(part.get("part").asString()));
    assertThat(parts).contains("identity-replica").anyMatch(part -> part.startsWith("invoker."));
    if (kind == PlatformKind.FIVE_PROCESSES) {
      assertThat(parts)
          .containsAll(
              List.of(
                  "iam.identity-replica", "event-bus.identity-replica", "logs.identity-replica"));
    }
  }

  @Test
  void theClockNamesWhoIsBehind() {
    assertThat(page("clock").get("behind")).isEmpty();
  }

  private JsonNode page(String name) {
    return JsonMapper.shared().readTree(kind.running().page(name, null, null).body());
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  private static void denied(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isIn(400, 403));
  }
}
