package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.e2e.ReceivedChanges.Change;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.Seed;
import dev.triggerfish.testkit.TestDatabase;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * Items are written whose changes a function gets, which fails every now and then, while processes
 * are killed: all-in-one on H2; on PostgreSQL one of two invokers and two event buses. An ordinary
 * build kills twice among 1,000 writes; {@code -Dtriggerfish.kills=20 -Dtriggerfish.events=50000}
 * asks for more.
 */
@OwnPlatform
@OnEachDatabase("invoker")
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
class StreamKillScenariosTest {

  private static final int KILLS = Integer.getInteger("triggerfish.kills", 2);
  private static final int WRITES = Integer.getInteger("triggerfish.events", 1_000);
  private static final int SHARE = WRITES / (KILLS + 1);
  private static final int WRITERS = 8;
  private static final int KEYS = Math.clamp(WRITES / 20, WRITERS, 1_000);
  private static final String TABLE = "versions";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Longer than a process that is gone keeps its shards. */
  private static final Duration OUTAGE = Duration.ofSeconds(15);

  @TempDir private Path folder;

  private final Random random = Seed.random(StreamKillScenariosTest.class);
  private final ReceivedChanges received = new ReceivedChanges();
  private final Sink sink = new Sink(this::told);
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<URI, Cloud> clouds = new ConcurrentHashMap<>();

  @AfterEach
  void closeSink() {
    sink.close();
  }

  /** One call after the other for each key: batches of one key never overlap. */
  private void told(String lines) {
    lines
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(
            part ->
                received.add(
                    new Change(part[0], Long.parseLong(part[1]), new BigInteger(part[2]))));
  }

  @Test
  void noChangeIsLostOrOutOfOrder(TestDatabase database) throws Exception {
    switch (database.dialect()) {
      case H2 -> killAllInOne();
      case POSTGRESQL -> killSharingProcesses(database);
    }
  }

  private void killAllInOne() throws Exception {
    var running = new AllInOne[] {AllInOne.start(folder)};
    try {
      map(new Cloud(running[0].endpoint(), Cloud.ROOT));
      writeWhile(
          () -> running[0].endpoint(),
          _ -> {
            running[0].process().kill();
            running[0] = AllInOne.start(folder);
          });
      assertAllCome("all-in-one");
    } finally {
      running[0].close();
    }
  }

  private void killSharingProcesses(TestDatabase database) throws Exception {
    try (var running = FiveProcesses.start(folder, storage(database.url()))) {
      var buses =
          List.of(
              running.endpoint(PlatformService.EVENT_BUS),
              running.join("event-bus", "event-bus-2"));
      map(new Cloud(running.endpoint(), Cloud.ROOT));
      running.share("invoker", "invoker-2", "invoker/code");
      running.join("invoker", "invoker-2");
      var victims = List.of("invoker", "event-bus", "invoker-2", "event-bus-2");
      writeWhile(
          () -> buses.get(random.nextInt(buses.size())),
          kill -> {
            var victim = victims.get(random.nextInt(victims.size()));
            running.kill(victim);
            if (kill % 3 == 2) {
              pause(OUTAGE);
            }
            running.again(victim);
          });
      assertAllCome("two invokers and two event buses");
    }
  }

  /** What processes have to be told that share a database. */
  private static String[] storage(String url) {
    var parts = url.split("[?&=]", -1);
    return new String[] {
      "--triggerfish.storage.database-url=" + parts[0],
      "--triggerfish.storage.database-user=" + parts[2],
      "--triggerfish.storage.database-password=" + parts[4]
    };
  }

  /** Python that tells what it gets; one time in ten only a part, and then fails. */
  private String teller() {
    return """
        import random
        import urllib.request
        def handler(event, context):
            draw = random.Random("%d " + context.aws_request_id)
            lines = []
            for record in event["Records"]:
                change = record["dynamodb"]
                lines.append("%%s %%s %%s" %% (
                    change["Keys"]["id"]["S"], change["NewImage"]["version"]["N"], change["SequenceNumber"]))
            fails = draw.random() < 0.1
            told = lines[:draw.randrange(len(lines))] if fails else lines
            if told:
                body = "\\n".join(told).encode()
                urllib.request.urlopen(urllib.request.Request("%s", data=body), timeout=5).close()
            assert not fails, "drawn to fail"
        """
        .formatted(random.nextInt(), sink.address());
  }

  /** A table whose changes a function tells the sink. */
  private void map(Cloud cloud) {
    cloud.function("teller", Runtime.PYTHON3_12, "index.handler", Functions.python(teller()));
    cloud.iam.putRolePolicy(
        r ->
            r.roleName("teller")
                .policyName("stream")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":[
                     "dynamodb:GetRecords","dynamodb:GetShardIterator",
                     "dynamodb:DescribeStream","dynamodb:ListStreams"]}}
                    """));
    var stream =
        cloud
            .dynamoDb
            .createTable(
                t ->
                    t.tableName(TABLE)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(a -> a.attributeName("id").attributeType("S"))
                        .keySchema(k -> k.attributeName("id").keyType("HASH"))
                        .streamSpecification(
                            s -> s.streamEnabled(true).streamViewType("NEW_IMAGE")))
            .tableDescription()
            .latestStreamArn();
    cloud.lambda.createEventSourceMapping(
        r ->
            r.functionName("teller")
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON)
                .batchSize(25)
                .parallelizationFactor(4));
  }

  /** What is to be done between two shares of the writes. */
  private interface Kill {
    void run(int number);
  }

  /**
   * Lets a share of the writes go before each kill, and the last one after all of them. One half of
   * the kills comes when some of the share's changes have arrived, the other at any moment.
   */
  private void writeWhile(Supplier<URI> endpoint, Kill killAndRestart) throws Exception {
    var released = new Semaphore(0);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<Void>> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> threads.submit(writer(writer, endpoint, released)))
              .toList();
      for (var kill = 0; kill < KILLS; kill++) {
        var before = received.received();
        released.release(SHARE);
        if (kill % 2 == 0) {
          var some = before + 1 + random.nextInt(SHARE / 2);
          Awaitility.await("changes").atMost(PATIENCE).until(() -> received.received() >= some);
        } else {
          pause(Duration.ofMillis(random.nextInt(1_000)));
        }
        killAndRestart.run(kill);
      }
      released.release(WRITES);
      for (var future : writers) {
        future.get();
      }
    }
  }

  /** Each has keys of its own, and so knows their versions. */
  private Callable<Void> writer(int writer, Supplier<URI> endpoint, Semaphore released) {
    var own = new Random(random.nextLong());
    return () -> {
      for (var write = writer; write < WRITES; write += WRITERS) {
        released.acquire();
        var key = "k" + (own.nextInt(KEYS / WRITERS) * WRITERS + writer);
        var version = written.getOrDefault(key, 0L) + 1;
        while (!put(endpoint.get(), key, version)) {
          pause(Duration.ofMillis(100));
        }
        written.put(key, version);
      }
      return null;
    };
  }

  /** What was written without an answer is written again, which then changes nothing. */
  private boolean put(URI endpoint, String key, long version) {
    var cloud = clouds.computeIfAbsent(endpoint, at -> new Cloud(at, Cloud.ROOT));
    try {
      cloud.dynamoDb.putItem(
          r ->
              r.tableName(TABLE)
                  .item(
                      Map.of(
                          "id",
                          AttributeValue.fromS(key),
                          "version",
                          AttributeValue.fromN(Long.toString(version)))));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  /** The random moments of this test are its subject, not something that it waits for. */
  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private void assertAllCome(String killed) {
    try {
      Awaitility.await("all changes")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> received.hasAll(written));
    } finally {
      System.out.printf(
          "%d changes of %d items written while %s were killed %d times: %d received, %d of them repeats%n",
          written.values().stream().mapToLong(version -> version).sum(),
          written.size(),
          killed,
          KILLS,
          received.received(),
          received.repeated());
    }
    assertThat(received.faults(written)).isEmpty();
  }
}
