package dev.triggerfish.invoker.eventsource;

import static org.awaitility.Awaitility.await;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappingFixtures;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import dev.triggerfish.invoker.eventsource.mapping.SourceAccess;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.invocation.EventSourceObserver;
import dev.triggerfish.invoker.invocation.Execution;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One shard with a function that is a lambda expression, and a clock that runs while it waits. */
final class ShardFixture implements ShardWorker.Settlement {

  static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-02T03:04:05.678";

  final ManualClock clock = new ManualClock(Instant.ofEpochMilli(Records.ARRIVAL));
  final StreamTopic topic = StreamTopic.of(STREAM).orElseThrow();
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final List<Instant> times = new CopyOnWriteArrayList<>();
  final Queue<EventHop> hops = new ConcurrentLinkedQueue<>();
  final List<String> metrics = new CopyOnWriteArrayList<>();
  final List<String> results = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Progress.Point> points = new CopyOnWriteArrayList<>();

  Function<JsonNode, InvocationOutcome> function = _ -> answers("null");
  Function<Discarded, SendOutcome> destination = _ -> new SendOutcome.Delivered("messageId", "m");
  volatile @Nullable String denial;
  volatile @Nullable TumblingWindow window;
  volatile EventSourceMapping mapping;
  final ShardWorker worker;

  ShardFixture(MappingSettings settings) {
    this.mapping = mapping(settings);
    var source = new StreamSource(topic, clock);
    var parts =
        new WorkerParts(
            this::invoke,
            new Access(),
            name -> new ExecutionRole("arn:aws:iam::000000000000:role/r", "0", "r", name.name()),
            (_, discarded, from, _) -> tell(discarded, from),
            new MappingReports(
                hops::add, new Observer(), MappingFixtures.noting(results::add), clock),
            clock);
    this.worker =
        new ShardWorker(0, () -> mapping, source, parts, this, new Progress.Point(0, 1), null);
  }

  static EventSourceMapping mapping(MappingSettings settings) {
    return MappingFixtures.mapping(
        new FunctionName("000000000000", "us-east-1", "fn", null),
        new MappedSource.DynamoDbStream(STREAM),
        settings);
  }

  private Attempt invoke(FunctionName name, byte[] event) {
    var json = JsonMapper.shared().readTree(event);
    events.add(json);
    times.add(clock.now());
    return new Attempt(UUID.randomUUID().toString(), function.apply(json));
  }

  private SendOutcome tell(Discarded discarded, EventSource source) {
    var outcome = destination.apply(discarded);
    if (outcome instanceof SendOutcome.Delivered) {
      told.add(new String(discarded.record(source, false), StandardCharsets.UTF_8));
    }
    return outcome;
  }

  static InvocationOutcome answers(String payload) {
    return new InvocationOutcome.Succeeded(payload.getBytes(StandardCharsets.UTF_8), execution());
  }

  static InvocationOutcome fails() {
    return new InvocationOutcome.HandlerFailed(
        "{\"errorMessage\":\"poison\"}".getBytes(StandardCharsets.UTF_8), execution());
  }

  private static Execution execution() {
    return new Execution("$LATEST", "/aws/lambda/fn", "stream", 0, Duration.ZERO, null);
  }

  /** The numbers of the records of an event. */
  static List<Integer> numbers(JsonNode event) {
    var numbers = new ArrayList<Integer>();
    event.path("Records").forEach(record -> numbers.add(record.path("n").intValue()));
    return numbers;
  }

  void accept(List<SourceRecord> records) {
    try {
      worker.accept(records);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets platform time go by, a step each time, until everything before a position is settled. */
  void runUntil(long position, Duration step) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              clock.advance(step);
              return !points.isEmpty() && points.getLast().position() >= position;
            });
  }

  @Override
  public boolean note(Progress.Point point, @Nullable TumblingWindow next) {
    window = next;
    points.add(point);
    return true;
  }

  @Override
  public void fail() {
    throw new AssertionError("The shard has failed");
  }

  @Override
  public long lag() {
    return 0;
  }

  private final class Access implements SourceAccess {

    @Override
    public @Nullable String refusal(MappedSource source, ExecutionRole role) {
      return denial;
    }

    @Override
    public @Nullable String denial(MappedSource source, ExecutionRole role) {
      return denial;
    }
  }

  private final class Observer implements EventSourceObserver {

    @Override
    public void iteratorAge(FunctionName name, Duration age) {
      metrics.add("age " + age.toMillis());
    }

    @Override
    public void offsetLag(FunctionName name, long records) {
      metrics.add("lag " + records);
    }

    @Override
    public void destinationFailed(FunctionName name) {
      metrics.add("destination failed");
    }

    @Override
    public void events(FunctionName name, String uuid, Event event, int records) {
      metrics.add(event + " " + records);
    }
  }
}
