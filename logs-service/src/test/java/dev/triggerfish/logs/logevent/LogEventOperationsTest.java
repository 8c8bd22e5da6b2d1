package dev.triggerfish.logs.logevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.loggroup.NewLogGroup;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

@OnEachDatabase("logs")
class LogEventOperationsTest {

  private static final Caller CALLER = Callers.root("eu-west-1");

  private final ServiceContext context;
  private final LogEventWriting writing;
  private final LogEventReading reading;
  private final LogEventFiltering filtering;
  private final long now;

  LogEventOperationsTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            LogsStorageConfiguration.class,
            LogGroupConfiguration.class,
            LogStreamConfiguration.class,
            LogEventConfiguration.class);
    writing = context.bean(LogEventWriting.class);
    reading = context.bean(LogEventReading.class);
    filtering = context.bean(LogEventFiltering.class);
    // What is too old to be taken goes by wall time, so platform time is the present.
    // What trims every minute is dropped: it would run for each minute of the months between.
    context.clock().forgetTasks();
    context.clock().advance(Duration.between(context.clock().now(), Instant.now()));
    now = context.clock().millis();
  }

  @BeforeEach
  void createGroupAndStreams() {
    var groups = context.bean(LogGroupStore.class);
    groups.create(NewLogGroup.plain("000000000000", "eu-west-1", "g", 1));
    var group = Objects.requireNonNull(groups.find("000000000000", "eu-west-1", "g"));
    for (var stream : List.of("a", "b", "other")) {
      context.bean(LogStreamStore.class).create(group.id(), stream, 1);
    }
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void readsTheNewestPageByDefaultAndTheOldestFromTheHead() {
    put("a", 0, "1", "2", "3");
    assertThat(messages(get(b -> b.limit(2)))).containsExactly("2", "3");
    assertThat(messages(get(b -> b.limit(2).startFromHead(true)))).containsExactly("1", "2");
  }

  @Test
  void takesTheStartInclusivelyAndTheEndExclusively() {
    put("a", 0, "1", "2", "3");
    assertThat(messages(get(b -> b.startTime(now + 1).endTime(now + 2)))).containsExactly("2");
    assertThat(filtered(b -> b.startTime(now + 1).endTime(now + 2)))
        .as("FilterLogEvents takes the end inclusively")
        .containsExactly("2", "3");
  }

  @Test
  void givesTheSameTokenBackAtTheEnd() {
    put("a", 0, "1", "2");
    var all = get(b -> b.startFromHead(true));
    assertThat(all.nextForwardToken()).matches("f/[0-9]{56}/s");
    assertThat(all.nextBackwardToken()).matches("b/[0-9]{56}/s");

    var end = get(b -> b.nextToken(all.nextForwardToken()));
    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(all.nextForwardToken());
    assertThat(messages(get(b -> b.nextToken(end.nextBackwardToken()))))
        .as("back over the end")
        .containsExactly("1", "2");

    var start = get(b -> b.nextToken(all.nextBackwardToken()));
    assertThat(start.events()).isEmpty();
    assertThat(start.nextBackwardToken()).isEqualTo(all.nextBackwardToken());
    assertThat(messages(get(b -> b.nextToken(start.nextForwardToken()))))
        .as("forward over the start")
        .containsExactly("1", "2");
  }

  @Test
  void readsOnFromTheTokenOfAnEmptyStream() {
    var empty = get(b -> {});
    put("a", 0, "1");
    assertThat(messages(get(b -> b.nextToken(empty.nextForwardToken())))).containsExactly("1");
  }

  @Test
  void refusesTokensOfOtherStreamsAndAlteredOnes() {
    put("a", 0, "1");
    put("b", 0, "1");
    var token = get(b -> {}).nextForwardToken();
    for (var bad :
        List.of(
            "invalid-token",
            token.replace("/s", "/t"),
            "x" + token.substring(1),
            token.substring(0, 20) + "0".repeat(36) + "/s")) {
      assertThatThrownBy(() -> get(b -> b.nextToken(bad)))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessage("The specified nextToken is invalid.");
    }
    assertThatThrownBy(() -> get(b -> b.logStreamName("b").nextToken(token)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> filter(b -> b.nextToken("invalid-token")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("The specified nextToken is invalid.");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pagesGiveEachEventOnceInOrderBothWays(long seed) {
    var random = new Random(seed);
    // Close together, batches overlap; far apart, each takes several rows.
    var spread = seed % 2 == 0 ? 4_000 : 20;
    var written = new ArrayList<InputLogEvent>();
    for (var batch = 0; batch < 10; batch++) {
      var events =
          random
              .ints(1 + random.nextInt(10), 0, spread)
              .sorted()
              .mapToObj(offset -> event(now + offset, "m" + random.nextLong()))
              .toList();
      put("a", events);
      written.addAll(events);
    }
    written.sort(Comparator.comparing(InputLogEvent::timestamp));
    var expected = written.stream().map(InputLogEvent::message).toList();
    var limit = 1 + random.nextInt(7);

    var forward = new ArrayList<String>();
    var page = get(b -> b.startFromHead(true).limit(limit));
    while (!page.events().isEmpty()) {
      forward.addAll(messages(page));
      var token = page.nextForwardToken();
      page = get(b -> b.nextToken(token).limit(limit));
    }
    assertThat(forward).isEqualTo(expected);

    var backward = new ArrayList<String>();
    page = get(b -> b.limit(limit));
    while (!page.events().isEmpty()) {
      backward.addAll(0, messages(page));
      var token = page.nextBackwardToken();
      page = get(b -> b.nextToken(token).limit(limit));
    }
    assertThat(backward).isEqualTo(expected);

    assertThat(filteredInPages(limit)).isEqualTo(expected);
  }

  @Test
  void missesNothingThatIsWrittenAtTheEndWhileItReads() throws Exception {
    var batches = 200;
    // All at one instant, so that only the order of arrival tells them apart.
    var writers = new ArrayList<Thread>();
    for (var writer = 0; writer < 4; writer++) {
      var name = "w" + writer + "-";
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (var i = 0; i < batches / 4; i++) {
                      put("a", List.of(event(now, name + i + "a"), event(now, name + i + "b")));
                    }
                  }));
    }
    var seen = new ArrayList<String>();
    String token = null;
    var done = false;
    while (true) {
      var from = token;
      var page = get(b -> b.startFromHead(true).nextToken(from).limit(7));
      seen.addAll(messages(page));
      token = page.nextForwardToken();
      if (done && page.events().isEmpty()) {
        break;
      }
      done = writers.stream().noneMatch(Thread::isAlive);
    }
    for (var writer : writers) {
      writer.join();
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(2 * batches);
  }

  @Test
  void interleavesStreamsByTime() {
    put("a", List.of(event(now, "1"), event(now + 2, "3")));
    put("b", List.of(event(now + 1, "2"), event(now + 3, "4")));
    var events = filter(b -> {}).events();
    assertThat(events).extracting(e -> e.message()).containsExactly("1", "2", "3", "4");
    assertThat(events).extracting(e -> e.logStreamName()).containsExactly("a", "b", "a", "b");
    assertThat(events).allSatisfy(e -> assertThat(e.ingestionTime()).isEqualTo(now));
    assertThat(events).extracting(e -> e.eventId()).doesNotHaveDuplicates();
    assertThat(events).allSatisfy(e -> assertThat(e.eventId()).matches("[0-9]{56}"));
    assertThat(filter(b -> {}).searchedLogStreams()).isEmpty();
  }

  @Test
  void narrowsToStreamsByNameAndPrefix() {
    put("a", 0, "1");
    put("b", 1, "2");
    put("other", 2, "3");
    assertThat(filtered(b -> b.logStreamNames("a", "other"))).containsExactly("1", "3");
    assertThat(filtered(b -> b.logStreamNames("b"))).containsExactly("2");
    assertThat(filtered(b -> b.logStreamNamePrefix("oth"))).containsExactly("3");
    assertThat(filtered(b -> b.logStreamNamePrefix("%"))).isEmpty();
    assertThatThrownBy(() -> filter(b -> b.logStreamNames("a", "missing")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> filter(b -> b.logStreamNames("a").logStreamNamePrefix("a")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void filtersByPattern() {
    put("a", 0, "hello", "world", "hello world", "goodbye cruel world");
    assertThat(filtered(b -> b.filterPattern("hello"))).containsExactly("hello", "hello world");
    assertThat(filtered(b -> b.filterPattern("\"cruel world\" -hello")))
        .containsExactly("goodbye cruel world");
    assertThatThrownBy(() -> filter(b -> b.filterPattern("{ $.a = 1 }")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("does not simulate");
  }

  @Test
  void givesATokenOnlyWhileThereIsMore() {
    put("a", 0, "1", "2", "3");
    var first = filter(b -> b.limit(2));
    assertThat(first.events()).hasSize(2);
    assertThat(first.nextToken()).isNotNull();
    var second = filter(b -> b.limit(2).nextToken(first.nextToken()));
    assertThat(second.events()).extracting(e -> e.message()).containsExactly("3");
    assertThat(second.nextToken()).isNull();
    assertThat(filter(b -> b.limit(3)).nextToken()).isNull();
  }

  @Test
  void answersAtMostOneMegabyte() {
    var large = "x".repeat(400_000);
    for (var i = 0; i < 4; i++) {
      put("a", i, large);
    }
    assertThat(get(b -> b.startFromHead(true)).events()).hasSize(2);
    assertThat(get(b -> {}).events()).hasSize(2);
    var page = filter(b -> {});
    assertThat(page.events()).hasSize(2);
    assertThat(page.nextToken()).isNotNull();
    assertThat(filteredInPages(10_000)).hasSize(4);
  }

  @Test
  void storesWhatIsTakenAndTellsWhatIsRejected() {
    var old = event(now - Duration.ofDays(15).toMillis(), "old");
    var response = put("a", List.of(old));
    assertThat(response.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(response.nextSequenceToken()).matches("[0-9]{56}");
    assertThat(get(b -> {}).events()).isEmpty();
    put("a", List.of(event(now, "zero \0 byte")));
    assertThat(messages(get(b -> {}))).containsExactly("zero \uFFFD byte");
  }

  @Test
  void keepsTheStreamsTimes() {
    put("a", List.of(event(now - 5, "1"), event(now + 5, "2")));
    put("a", List.of(event(now - 1, "3")));
    var groups = context.bean(LogGroupStore.class);
    var group = Objects.requireNonNull(groups.find("000000000000", "eu-west-1", "g"));
    var stream = Objects.requireNonNull(context.bean(LogStreamStore.class).find(group.id(), "a"));
    assertThat(stream.firstEventTimestamp()).isEqualTo(now - 5);
    assertThat(stream.lastEventTimestamp()).isEqualTo(now + 5);
    assertThat(stream.lastIngestionTime()).isEqualTo(now);
    assertThat(group.storedBytes()).isEqualTo(3 * 27);
  }

  @Test
  void saysWhatDoesNotExist() {
    assertThatThrownBy(() -> get(b -> b.logGroupName("missing")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage("The specified log group does not exist.");
    assertThatThrownBy(() -> get(b -> b.logStreamName("missing")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage("The specified log stream does not exist.");
    assertThatThrownBy(() -> put("missing", 0, "1"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage("The specified log stream does not exist.");
  }

  @Test
  void unmasksOnlyForThoseWhoMay() {
    context.authorizer().deny("logs:Unmask");
    assertThatThrownBy(() -> get(b -> b.unmask(true))).isInstanceOf(AwsServiceException.class);
    assertThatThrownBy(() -> filter(b -> b.unmask(true))).isInstanceOf(AwsServiceException.class);
  }

  private List<String> filteredInPages(int limit) {
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var from = token;
      var page = filter(b -> b.nextToken(from).limit(limit));
      page.events().forEach(e -> seen.add(e.message()));
      token = page.nextToken();
    } while (token != null);
    return seen;
  }

  private List<String> filtered(Consumer<FilterLogEventsRequest.Builder> with) {
    return filter(with).events().stream().map(e -> e.message()).toList();
  }

  private FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> with) {
    var request = FilterLogEventsRequest.builder().logGroupName("g");
    with.accept(request);
    return filtering.filterLogEvents(request.build(), CALLER);
  }

  private GetLogEventsResponse get(Consumer<GetLogEventsRequest.Builder> with) {
    var request = GetLogEventsRequest.builder().logGroupName("g").logStreamName("a");
    with.accept(request);
    return reading.getLogEvents(request.build(), CALLER);
  }

  private static List<String> messages(GetLogEventsResponse response) {
    return response.events().stream().map(e -> e.message()).toList();
  }

  private void put(String stream, long offset, String... messages) {
    var at = now + offset;
    var list = Arrays.asList(messages);
    put(stream, list.stream().map(m -> event(at + list.indexOf(m), m)).toList());
  }

  private software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse put(
      String stream, List<InputLogEvent> events) {
    return writing.putLogEvents(
        PutLogEventsRequest.builder()
            .logGroupName("g")
            .logStreamName(stream)
            .logEvents(events)
            .build(),
        CALLER);
  }

  private static InputLogEvent event(long timestamp, String message) {
    return InputLogEvent.builder().timestamp(timestamp).message(message).build();
  }
}
