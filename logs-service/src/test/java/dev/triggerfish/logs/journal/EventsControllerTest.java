package dev.triggerfish.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("logs")
class EventsControllerTest {

  private static final String REQUEST = "00ab3f0c-1234-4bcd-8ef0-123456789abc";
  private static final String OTHER = "9abc3f0c-1234-4bcd-8ef0-123456789abc";

  private final ServiceContext context;
  private final EventHopStore store;

  EventsControllerTest(TestDatabase database) {
    context =
        new ServiceContext(
            database, LogsStorageConfiguration.class, EventJournalConfiguration.class);
    store = context.bean(EventHopStore.class);
  }

  private final AtomicInteger number = new AtomicInteger();

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void followsAnEventForwardAndBackward() throws Exception {
    store.add(
        List.of(
            hop("bucket/a key", Step.DELIVERED, Map.of("messageId", "m")),
            hop("m", Step.ACCEPTED, Map.of()),
            hop("m", Step.DELIVERED, Map.of("requestId", "r1")),
            hop("m", Step.DELIVERED, Map.of("requestId", "r2")),
            hop("r1", Step.ATTEMPTED, Map.of("requestId", "r1")),
            hop("r2", Step.ATTEMPTED, Map.of()),
            because("r1", hop("r3", Step.ACCEPTED, Map.of()))));
    context.clock().advance(Duration.ofMinutes(1));

    assertThat(ids(json("bucket/a key"))).containsExactly("bucket/a key", "m", "r1", "r2", "r3");
    // What the others made of the same message is no part of r1's way.
    assertThat(ids(json("r1"))).containsExactly("bucket/a key", "m", "r1", "r3");
    assertThat(json("r1").at("/events/2/causes/0").asString()).isEqualTo("m");
    assertThat(json("r3").at("/events/3/causes/0").asString()).isEqualTo("r1");
    assertThat(json("m").at("/events/1/hops/0/step").asString()).isEqualTo("ACCEPTED");
    assertThat(json("m").get("complete").asBoolean()).isTrue();
  }

  /** Hops name an invocation by the first half of its request ID, as trace headers do. */
  @Test
  void followsWhatAFunctionCausedInAnInvocation() throws Exception {
    store.add(
        List.of(
            hop("bucket/picture", Step.DELIVERED, Map.of("requestId", REQUEST)),
            hop(REQUEST, Step.ATTEMPTED, Map.of()),
            because(REQUEST.substring(0, 18), hop("m", Step.ACCEPTED, Map.of())),
            because(REQUEST.substring(0, 18), hop("bucket/small", Step.ACCEPTED, Map.of())),
            because(OTHER.substring(0, 18), hop("bucket/small", Step.DELIVERED, Map.of()))));
    context.clock().advance(Duration.ofMinutes(1));

    var all = json("bucket/picture");
    assertThat(ids(all)).containsExactly("bucket/picture", REQUEST, "m", "bucket/small");
    assertThat(all.at("/events/2/causes").toString()).isEqualTo("[\"" + REQUEST + "\"]");
    assertThat(ids(json("m"))).containsExactly("bucket/picture", REQUEST, "m");
  }

  @Test
  void followsAnInvocationOfWhichOnlyItsEffectsAreKnown() throws Exception {
    store.add(List.of(because(OTHER.substring(0, 18), hop("m", Step.ACCEPTED, Map.of()))));
    context.clock().advance(Duration.ofMinutes(1));

    assertThat(json("m").at("/events/0/causes/0").asString()).isEqualTo("9abc3f0c-1234-4bcd-…");
    var asked = json(OTHER);
    assertThat(ids(asked)).containsExactly("m");
    assertThat(asked.at("/events/0/causes/0").asString()).isEqualTo(OTHER);
  }

  @Test
  void isFoundByAPathToo() throws Exception {
    store.add(List.of(hop("bucket/deep/key", Step.ACCEPTED, Map.of())));
    context.clock().advance(Duration.ofMinutes(1));

    var answer = controller(Duration.ofSeconds(1)).byPath("/bucket/deep/key", "text/plain");

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).asString().startsWith("bucket/deep/key  (");
  }

  @Test
  void goesRoundALoopOnce() throws Exception {
    store.add(
        List.of(
            hop("a", Step.DELIVERED, Map.of("requestId", "b")),
            hop("b", Step.DELIVERED, Map.of("requestId", "c")),
            hop("c", Step.DELIVERED, Map.of("requestId", "a"))));
    context.clock().advance(Duration.ofMinutes(1));

    assertThat(ids(json("b"))).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void showsNoMoreThanAPersonReads() throws Exception {
    var hops = new ArrayList<EventHop>();
    for (var at = 0; at < 300; at++) {
      hops.add(hop("many", Step.DELIVERED, Map.of("requestId", "r" + at)));
      hops.add(hop("r" + at, Step.ACCEPTED, Map.of()));
      hops.add(hop("chain" + at, Step.DELIVERED, Map.of("requestId", "chain" + (at + 1))));
    }
    store.add(hops);
    context.clock().advance(Duration.ofMinutes(1));

    var wide = json("many");
    assertThat(ids(wide)).hasSize(EventPath.MOST_EVENTS);
    assertThat(wide.at("/events/0/hops").size()).isEqualTo(EventPath.MOST_HOPS);
    assertThat(wide.get("complete").asBoolean()).isFalse();
    // What happened last is what somebody wants to know.
    assertThat(wide.at("/events/0/hops/199/facts/requestId").asString()).isEqualTo("r299");
    assertThat(ids(wide)).contains("r299").doesNotContain("r0");
    var deep = json("chain0");
    assertThat(ids(deep)).hasSize(EventPath.MOST_STEPS + 1);
    assertThat(deep.get("complete").asBoolean()).isFalse();
  }

  @Test
  void saysWhatCanBeAskedFor() throws Exception {
    var controller = controller(Duration.ofMillis(1));

    var unknown = controller.event("nothing", "application/json");
    assertThat(unknown.getStatusCode().value()).isEqualTo(404);
    assertThat(body(unknown).get("message").asString())
        .startsWith("Nothing is known of 'nothing'. Ask for the request ID");
    assertThat(controller.event("", "text/plain").getStatusCode().value()).isEqualTo(400);
    assertThat(controller.event("\u001b[2J", "text/plain").getBody())
        .asString()
        .startsWith("Nothing is known of '\uFFFD[2J'.");
  }

  @Test
  void waitsForWhatIsStillOnItsWay() throws Exception {
    var writer =
        Thread.ofVirtual().start(() -> store.add(List.of(hop("late", Step.ACCEPTED, Map.of()))));

    var answer = controller(Duration.ofSeconds(5)).event("late", "application/json");
    writer.join();

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
  }

  @Test
  void keepsTheLastHopsAlone() {
    var small = new EventHopStore(context.database(), 1_000);
    small.add(List.of(hop("first", Step.DELIVERED, Map.of("requestId", "second"))));
    for (var at = 0; at < 1_100; at += 50) {
      small.add(
          IntStream.range(0, 50)
              .mapToObj(n -> hop("more" + n, Step.ACCEPTED, Map.of("requestId", "r" + number)))
              .toList());
    }

    assertThat(small.hops("first", 10)).isEmpty();
    assertThat(small.effects("first", 10)).isEmpty();
    assertThat(
            context
                .database()
                .jdbc()
                .sql("select count(*) as n from event_hop")
                .query((row, _) -> row.getLong("n"))
                .single())
        .isBetween(1_000L, 1_050L);
  }

  private static EventHop because(String cause, EventHop hop) {
    return new EventHop(
        hop.id(), cause, hop.at(), hop.step(), hop.resource(), hop.text(), hop.facts());
  }

  private JsonNode json(String id) throws InterruptedException {
    return body(controller(Duration.ofSeconds(1)).event(id, "application/json"));
  }

  private static JsonNode body(ResponseEntity<?> answer) {
    return JsonMapper.shared().valueToTree(answer.getBody());
  }

  private EventsController controller(Duration patience) {
    return new EventsController(store, context.clock(), patience);
  }

  private static List<String> ids(JsonNode answer) {
    return answer.get("events").valueStream().map(event -> event.get("id").asString()).toList();
  }

  /** Each is later than the one before. */
  private EventHop hop(String id, Step step, Map<String, String> facts) {
    var at = context.clock().now().plusMillis(number.incrementAndGet() % 10_000);
    var text = "hop " + number.get();
    return new EventHop(id, null, at, step, "arn", text, facts);
  }
}
