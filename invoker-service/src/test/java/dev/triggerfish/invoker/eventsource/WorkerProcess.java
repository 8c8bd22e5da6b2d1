package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.poll.SqlPartitionLeases;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.mapping.KafkaSecrets;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappingFixtures;
import dev.triggerfish.invoker.eventsource.mapping.SourceAccess;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.invocation.EventSourceObserver;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.role.ExecutionRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An invoker, as far as event sources go, with a function that is a lambda expression. */
final class WorkerProcess implements AutoCloseable {

  static final String SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:kafka";

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<JsonNode> done = new CopyOnWriteArrayList<>();
  private final Function<JsonNode, InvocationOutcome> function;
  private final EventSourceWorkers workers;

  WorkerProcess(
      String name,
      Database database,
      StreamBroker.Access broker,
      Function<JsonNode, InvocationOutcome> function) {
    this.function = function;
    var clock = new RunningClock();
    var mappings = MappingFixtures.in(database);
    var parts =
        new WorkerParts(
            this::invoke,
            new Access(),
            each -> new ExecutionRole("arn:aws:iam::000000000000:role/r", "0", "r", each.name()),
            (_, _, _, _) -> new SendOutcome.Delivered("messageId", "m"),
            new MappingReports(_ -> {}, new NoObserver(), mappings, clock),
            clock);
    this.workers =
        new EventSourceWorkers(
            mappings,
            new SqlPartitionLeases(
                database, "event_source", name, Duration.ofSeconds(2), InstantSource.system()),
            new SourceTopics(
                broker.connection(),
                new KafkaSecrets(Map.of(SECRET, broker.secret())),
                clock,
                InstantSource.system()),
            parts);
    workers.start();
  }

  private Attempt invoke(FunctionName name, byte[] event) {
    var json = JsonMapper.shared().readTree(event);
    events.add(json);
    var outcome = function.apply(json);
    if (outcome instanceof InvocationOutcome.Succeeded) {
      json.path("Records").forEach(done::add);
    }
    return new Attempt(UUID.randomUUID().toString(), outcome);
  }

  List<JsonNode> events() {
    return events;
  }

  /** The numbers of the records that the function has understood. */
  List<Integer> delivered() {
    return done.stream().map(record -> record.path("n").intValue()).toList();
  }

  /** The same, by key. */
  Map<String, List<Integer>> byKey() {
    var all = new TreeMap<String, List<Integer>>();
    for (var record : done) {
      all.computeIfAbsent(record.path("key").asString(), _ -> new ArrayList<>())
          .add(record.path("n").intValue());
    }
    return all;
  }

  @Override
  public void close() {
    workers.close();
  }

  /** Platform time that is wall time. */
  private static final class RunningClock implements PlatformClock {

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      var future =
          CompletableFuture.runAsync(
              task, CompletableFuture.delayedExecutor(delay.toMillis() + 1, TimeUnit.MILLISECONDS));
      return () -> future.cancel(false);
    }
  }

  private static final class Access implements SourceAccess {

    @Override
    public @Nullable String refusal(MappedSource source, ExecutionRole role) {
      return null;
    }

    @Override
    public @Nullable String denial(MappedSource source, ExecutionRole role) {
      return null;
    }
  }

  private static final class NoObserver implements EventSourceObserver {

    @Override
    public void iteratorAge(FunctionName function, Duration age) {}

    @Override
    public void offsetLag(FunctionName function, long records) {}

    @Override
    public void destinationFailed(FunctionName function) {}

    @Override
    public void events(FunctionName function, String uuid, Event event, int records) {}
  }
}
