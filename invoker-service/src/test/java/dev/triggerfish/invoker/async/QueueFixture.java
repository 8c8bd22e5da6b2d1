package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.delivery.ByteShares;
import dev.triggerfish.delivery.DeliveryEngine;
import dev.triggerfish.delivery.DueStore;
import dev.triggerfish.delivery.EngineLimits;
import dev.triggerfish.delivery.Owner;
import dev.triggerfish.delivery.Worker;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.destination.EndedEvent;
import dev.triggerfish.invoker.dispatch.ManualClock;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver.ResolvedFunction;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.invocation.Execution;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A queue with functions that are lambda expressions and a clock that a test moves. */
final class QueueFixture implements AutoCloseable {

  /** Claimed events of a function that wait in memory. */
  static final int ROOM = 32;

  static final Execution EXECUTION =
      new Execution("$LATEST", "/aws/lambda/fn", "stream", 0, Duration.ZERO, null);

  final ManualClock clock = new ManualClock();

  /** How often something was told to happen later. */
  final AtomicInteger timers = new AtomicInteger();

  final Database database;
  final Map<String, EventInvokeConfig> configs = new ConcurrentHashMap<>();
  final Set<String> turnedOff = new HashSet<>();
  final Set<String> gone = new HashSet<>();
  final List<Invocation> invocations = new CopyOnWriteArrayList<>();
  final List<EventHop> hops = new CopyOnWriteArrayList<>();
  final List<String> metrics = new CopyOnWriteArrayList<>();
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  ByteShares memory = new ByteShares(Long.MAX_VALUE / 2);

  /** What may fail before it is known how events are to be tried. */
  Runnable beforeConfig = () -> {};

  @Nullable String deadLetterTarget;
  Function<Invocation, InvocationOutcome> function = _ -> succeeded("null");
  BiFunction<EndedEvent, Target, SendOutcome> destination =
      (_, _) -> new SendOutcome.Delivered("requestId", "r");

  private final PlatformClock counting = new CountingClock();
  private final AtomicInteger starts = new AtomicInteger();
  private @Nullable Connection connection;
  private @Nullable DeliveryEngine<AsyncEvent> engine;

  record Sent(EndedEvent event, Target target) {}

  QueueFixture(TestDatabase database) {
    this.database = database.database();
  }

  /** What a process does when it starts. */
  DeliveryEngine<AsyncEvent> start(String instance) {
    var reports = new EventReports(hops::add, new Metrics(), counting);
    var notices =
        new EventNotices(
            (event, target) -> {
              sent.add(new Sent(event, target));
              return destination.apply(event, target);
            },
            reports);
    var gates =
        new EventGates(
            name -> turnedOff.contains(name.name()),
            (name, trace) -> trace.contains("loop"),
            clock);
    return start(
        instance,
        new EventWorker(
            name -> {
              beforeConfig.run();
              return configs.getOrDefault(name.name(), EventInvokeConfig.NONE);
            },
            gates,
            this::resolve,
            this::invoke,
            new EventFollowUp(_ -> deadLetterTarget, reports),
            notices,
            reports));
  }

  /** The same with another worker. */
  DeliveryEngine<AsyncEvent> start(String instance, Worker<AsyncEvent> worker) {
    connection = new Connection(database.transactions());
    var owner = new Owner(instance, instance + "/" + starts.incrementAndGet(), false);
    var connected = new Database(database.jdbc(), connection);
    engine =
        new DeliveryEngine<>(
            "test",
            new DueStore<>(connected, EventFormat.TABLE, owner, new EventFormat()),
            worker,
            new EngineLimits(4_000, ROOM, memory),
            counting,
            InstantSource.system());
    engine.start();
    return engine;
  }

  /** A process's connection to the database, which is cut when the process is killed. */
  private static final class Connection implements TransactionOperations {
    private final TransactionOperations database;
    private volatile boolean cut;

    Connection(TransactionOperations database) {
      this.database = database;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      if (cut) {
        throw new CannotCreateTransactionException("The process was killed");
      }
      return database.execute(action);
    }
  }

  private InvocationOutcome invoke(Invocation invocation) {
    invocations.add(invocation);
    return function.apply(invocation);
  }

  private ResolvedFunction resolve(
      String account, String region, String name, @Nullable String qualifier) {
    if (gone.contains(name)) {
      throw ResourceNotFoundException.builder()
          .awsErrorDetails(AwsErrorDetails.builder().errorMessage("Function not found").build())
          .build();
    }
    return new ResolvedFunction(version(name), new FunctionName(account, region, name, null).arn());
  }

  static FunctionVersion version(String name) {
    return new FunctionVersion(
        "000000000000",
        "us-east-1",
        name,
        "$LATEST",
        "snapshot",
        "python3.12",
        "a.b",
        "arn:aws:iam::000000000000:role/r",
        3,
        128,
        512,
        "x86_64",
        Map.of(),
        Path.of("/"),
        List.of(),
        "/aws/lambda/fn",
        "Text");
  }

  static FunctionName name(String name) {
    return new FunctionName("000000000000", "us-east-1", name, null);
  }

  AsyncEvent event(String function) {
    return event(function, "Root=1");
  }

  AsyncEvent event(String function, String trace) {
    return event(function, trace, bytes("{}"));
  }

  AsyncEvent event(String function, String trace, byte[] payload) {
    return AsyncEvent.received(
        UUID.randomUUID().toString(), name(function), payload, trace, clock.millis());
  }

  static InvocationOutcome succeeded(String payload) {
    return new InvocationOutcome.Succeeded(bytes(payload), EXECUTION);
  }

  static InvocationOutcome failed(String payload) {
    return new InvocationOutcome.HandlerFailed(bytes(payload), EXECUTION);
  }

  static EventInvokeConfig config(
      @Nullable Integer retries,
      @Nullable Integer age,
      @Nullable String onSuccess,
      @Nullable String onFailure) {
    return new EventInvokeConfig(retries, age, onSuccess, onFailure, Instant.EPOCH);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  long rows() {
    return database.jdbc().sql("SELECT COUNT(*) FROM queued_event").query(Long.class).single();
  }

  /** When an event that nobody has claimed is due; 0 if it is not there. */
  long due(String requestId) {
    return database
        .jdbc()
        .sql("SELECT due FROM queued_event WHERE id = ? AND owner IS NULL")
        .param(requestId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** The clock as the queue sees it. */
  private final class CountingClock implements PlatformClock {
    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      var scheduled = clock.schedule(delay, task);
      timers.incrementAndGet();
      return scheduled;
    }
  }

  /** Steps of the journal, in order. */
  List<EventHop.Step> steps(String requestId) {
    return hops.stream().filter(hop -> hop.id().equals(requestId)).map(EventHop::step).toList();
  }

  /** Ends the process without a word to anybody. */
  void kill() {
    if (connection != null) {
      connection.cut = true;
    }
    stop();
  }

  private void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private final class Metrics implements AsyncEventObserver {
    @Override
    public void received(FunctionName function) {
      metrics.add("AsyncEventsReceived");
    }

    @Override
    public void attempted(FunctionName function, Duration age) {
      metrics.add("AsyncEventAge " + age.toSeconds());
    }

    @Override
    public void happened(FunctionName function, Incident incident) {
      metrics.add(incident.metric());
    }
  }
}
