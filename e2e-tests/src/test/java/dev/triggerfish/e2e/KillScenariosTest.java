package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.testkit.Seed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * Events are pushed while processes are killed. An ordinary build kills twice among 1,000 events;
 * {@code -Dtriggerfish.kills=10 -Dtriggerfish.events=10000} asks for more.
 */
@OwnPlatform
class KillScenariosTest {

  private static final int KILLS = Integer.getInteger("triggerfish.kills", 2);
  private static final int EVENTS = Integer.getInteger("triggerfish.events", 1_000);
  private static final int PUBLISHERS = 8;

  @TempDir private Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<URI, Cloud> clouds = new ConcurrentHashMap<>();
  private final Sink sink = new Sink();
  private final Random random = Seed.random(KillScenariosTest.class);

  @Test
  void noAcknowledgedEventIsLostWhenAllInOneIsKilled() throws Exception {
    var running = new AllInOne[] {AllInOne.start(folder)};
    try {
      var topic = topicWithFunction(new Cloud(running[0].endpoint(), Cloud.ROOT));
      pushWhile(
          () -> running[0].endpoint(),
          topic,
          () -> {
            running[0].process().kill();
            running[0] = AllInOne.start(folder);
          });
      assertAllArrive(running[0], "all-in-one");
    } finally {
      running[0].close();
      sink.close();
    }
  }

  @Test
  void noAcknowledgedEventIsLostWhenInvokerAndEventBusAreKilled() throws Exception {
    try (var running = FiveProcesses.start(folder)) {
      var topic = topicWithFunction(new Cloud(running.endpoint(), Cloud.ROOT));
      pushWhile(
          running::endpoint,
          topic,
          () -> running.restart(random.nextBoolean() ? "invoker" : "event-bus"));
      assertAllArrive(running, "invoker and event-bus");
    } finally {
      sink.close();
    }
  }

  /** A topic whose messages a function tells the sink. */
  private String topicWithFunction(Cloud cloud) {
    cloud.function(
        "teller",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import urllib.request
            def handler(event, context):
                for record in event["Records"]:
                    told = record["Sns"]["MessageId"].encode()
                    urllib.request.urlopen(urllib.request.Request("%s", data=told), timeout=5).close()
            """
                .formatted(sink.address())));
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("teller").reservedConcurrentExecutions(10));
    var topic = cloud.sns.createTopic(r -> r.name("told")).topicArn();
    cloud.lambda.addPermission(
        r ->
            r.functionName("teller")
                .statementId("sns")
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com")
                .sourceArn(topic));
    cloud.sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("lambda")
                .endpoint("arn:aws:lambda:us-east-1:000000000000:function:teller"));
    return topic;
  }

  /** Lets a share of the events go before each kill, and the last one after all of them. */
  private void pushWhile(Supplier<URI> endpoint, String topic, Runnable killAndRestart)
      throws Exception {
    var left = new AtomicInteger(EVENTS);
    var released = new Semaphore(0);
    Callable<Void> publisher =
        () -> {
          publish(endpoint, topic, left, released);
          return null;
        };
    try (var threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<Void>> publishers =
          IntStream.range(0, PUBLISHERS).mapToObj(_ -> threads.submit(publisher)).toList();
      for (var kill = 0; kill < KILLS; kill++) {
        released.release(EVENTS / (KILLS + 1));
        pause(Duration.ofMillis(random.nextInt(1_000)));
        killAndRestart.run();
      }
      released.release(EVENTS);
      for (var future : publishers) {
        future.get();
      }
    }
  }

  /** What is not acknowledged is no promise: it is pushed again, as another event. */
  private void publish(Supplier<URI> endpoint, String topic, AtomicInteger left, Semaphore released)
      throws InterruptedException {
    while (left.getAndDecrement() > 0) {
      released.acquire();
      while (!published(endpoint.get(), topic)) {
        pause(Duration.ofMillis(100));
      }
    }
  }

  private boolean published(URI endpoint, String topic) {
    var cloud = clouds.computeIfAbsent(endpoint, at -> new Cloud(at, Cloud.ROOT));
    try {
      return acknowledged.add(cloud.sns.publish(r -> r.topicArn(topic).message("m")).messageId());
    } catch (SdkException e) {
      return false;
    }
  }

  /** The random moments of this test are its subject, not something that it waits for. */
  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** What a kill made a function fail with waits for its retry: the clock goes there. */
  private void assertAllArrive(Platform platform, String killed) {
    try {
      Awaitility.await("all acknowledged events")
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                platform.advance(Duration.ofMinutes(1));
                return sink.counts().keySet().containsAll(acknowledged);
              });
    } finally {
      var once = acknowledged.stream().filter(id -> sink.counts().getOrDefault(id, 0) == 1).count();
      var never = acknowledged.stream().filter(id -> !sink.counts().containsKey(id)).count();
      System.out.printf(
          "%d events acknowledged while %s were killed %d times: once %d, more than once %d, never %d%n",
          acknowledged.size(), killed, KILLS, once, acknowledged.size() - once - never, never);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(EVENTS);
    assertThat(sink.counts().keySet()).containsAll(acknowledged);
  }
}
