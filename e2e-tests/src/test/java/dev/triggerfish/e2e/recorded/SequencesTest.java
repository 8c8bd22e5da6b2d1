package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §11.1: sequences of calls, and what each answers. */
@NobodyMovesTheClock
class SequencesTest {

  private static Reply update(String name, String json) {
    return Wire.lambda("PUT", FUNCTIONS + "/" + name + "/configuration", json);
  }

  private static Reply updateCode(String name) {
    var zip = Fixture.base64(Functions.python("def handler(event, context): return 'new'"));
    return Wire.lambda("PUT", FUNCTIONS + "/" + name + "/code", "{\"ZipFile\":\"" + zip + "\"}");
  }

  @Test
  @Recorded("§11.1 (1) create, Pending, Active and Successful under another RevisionId")
  void aFunctionBecomesActive() {
    var created = Fixture.create(Fixture.request("sequence-create")).is(201).json();

    var active = Fixture.awaitActive("sequence-create");

    assertThat(created.get("State").asString()).isEqualTo("Pending");
    assertThat(active.get("RevisionId")).isNotEqualTo(created.get("RevisionId"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "configuration"})
  @Recorded("§11.1 (2) an update while an update is in progress")
  void aSecondUpdateConflicts(String what) {
    var name = "sequence-twice-" + what;
    Fixture.create(Fixture.request(name)).is(201);
    Fixture.awaitActive(name);
    update(name, "{\"Timeout\":4}").is(200);

    var second = what.equals("code") ? updateCode(name) : update(name, "{\"Timeout\":5}");

    second.isLambdaError(
        "ResourceConflictException",
        "The operation cannot be performed at this time. An update is in progress for resource:"
            + " ARN:"
            + name);
    assertThat(Fixture.awaitActive(name).get("Timeout").asInt()).isEqualTo(4);
  }

  @Test
  @Recorded("§11.1 (3) an update that changes nothing is in progress too, with a new RevisionId")
  void anUpdateThatChangesNothing() {
    Fixture.create(Fixture.request("sequence-redundant")).is(201);
    var before = Fixture.awaitActive("sequence-redundant");

    var first = update("sequence-redundant", "{\"Timeout\":3}").is(200).json();
    var settled = Fixture.awaitActive("sequence-redundant");

    assertThat(first.get("LastUpdateStatus").asString()).isEqualTo("InProgress");
    assertThat(first.get("RevisionId")).isNotEqualTo(before.get("RevisionId"));
    assertThat(settled.get("RevisionId")).isNotEqualTo(first.get("RevisionId"));
  }

  @Test
  @Recorded("§11.1 (7) after a time-out, /tmp is kept and globals are reset")
  void aTimeoutKeepsFilesAndLosesMemory() {
    Fixture.function(
        "sequence-timeout",
        Functions.python(
            """
            import os, time
            counter = 0
            def handler(event, context):
                global counter
                counter += 1
                existed = os.path.exists("/tmp/temp.txt")
                open("/tmp/temp.txt", "w").close()
                if event.get("sleep"):
                    time.sleep(event["sleep"])
                return {"counter": counter, "existed": existed}
            """),
        request -> request.put("Timeout", 1));

    var late = Fixture.invoke("sequence-timeout", "{\"sleep\":5}").is(200);
    var next = Fixture.invoke("sequence-timeout", "{}").is(200);

    assertThat(late.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(next.json()).isEqualTo(Reply.JSON.readTree("{\"counter\":1,\"existed\":true}"));
  }

  @Test
  @Recorded("§1.3 while an update is in progress, invocations run what was there before")
  void invocationsGoOnDuringAnUpdate() {
    Fixture.function("sequence-old", Functions.python("def handler(event, context): return 'old'"));
    updateCode("sequence-old").is(200);

    assertThat(Fixture.invoke("sequence-old", "{}").is(200).text()).isIn("\"old\"", "\"new\"");
    Fixture.awaitActive("sequence-old");
    assertThat(Fixture.invoke("sequence-old", "{}").is(200).text()).isEqualTo("\"new\"");
  }
}
