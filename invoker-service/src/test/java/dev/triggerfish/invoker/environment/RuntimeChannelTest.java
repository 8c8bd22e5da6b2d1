package dev.triggerfish.invoker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.Invocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RuntimeChannelTest {

  private static final byte[] BODY = {'1'};

  private final RuntimeChannels channels = new RuntimeChannels();
  private final RuntimeChannel channel = channels.open(() -> {});

  private static RuntimeEvent event(String requestId) {
    var version =
        new FunctionVersion(
            "000000000000",
            "us-east-1",
            "fn",
            "$LATEST",
            "s",
            "python3.12",
            "h.h",
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
    return new RuntimeEvent(new Invocation(requestId, version, "arn", BODY, null, "", false), 0);
  }

  private static long soon() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
  }

  @Test
  void takesAnAnswerToTheEventItHasHandedOver() throws Exception {
    var handed = channel.hand(event("a"));
    assertThat(channel.next().invocation().requestId()).isEqualTo("a");
    channel.respond("a", BODY);
    assertThat(channel.await(handed, soon())).isEqualTo(new RuntimeAnswer.Response(BODY));
  }

  @Test
  void refusesAnAnswerWithoutAnEventTwiceOrToAnotherRequest() throws Exception {
    refused(() -> channel.respond("a", BODY), 400, "InvalidRequestID");
    channel.hand(event("a"));
    channel.next();
    refused(() -> channel.respond("b", BODY), 400, "InvalidRequestID");
    refused(() -> channel.next(), 403, "InvalidStateTransition");
    refused(() -> channel.failInit(BODY, "x"), 403, "InvalidStateTransition");
    channel.respond("a", BODY);
    refused(() -> channel.respond("a", BODY), 403, "InvalidStateTransition");
  }

  @Test
  void fencesOffAGenerationThatWasKilled() throws Exception {
    var handed = channel.hand(event("a"));
    channel.next();
    channels.close(channel, RuntimeExit.KILLED);
    refused(() -> channel.respond("a", BODY), 403, "InvalidEnvironment");
    refused(() -> channel.next(), 403, "InvalidEnvironment");
    assertThat(channels.find(channel.token())).isNull();
    assertThat(channel.await(handed, soon()))
        .isEqualTo(new RuntimeAnswer.Ended(RuntimeExit.KILLED));
  }

  @Test
  void anAnswerWaitsForItsReaderWhileTheRuntimeGoesOn() throws Exception {
    var free = new CountDownLatch(1);
    var busy = channels.open(free::countDown);
    var first = busy.hand(event("a"));
    busy.next();
    busy.respond("a", BODY);
    var poll = new FutureTask<>(() -> busy.next().invocation().requestId());
    Thread.startVirtualThread(poll);
    free.await();
    var second = busy.hand(event("b"));
    assertThat(poll.get()).isEqualTo("b");
    channels.close(busy, RuntimeExit.KILLED);

    assertThat(busy.await(first, soon())).isEqualTo(new RuntimeAnswer.Response(BODY));
    assertThat(busy.await(second, soon())).isEqualTo(new RuntimeAnswer.Ended(RuntimeExit.KILLED));
  }

  @Test
  void letsGoOfAWaitingPollWhenItIsClosed() throws Exception {
    var poll =
        Thread.ofVirtual()
            .unstarted(() -> refused(() -> channel.next(), 403, "InvalidEnvironment"));
    poll.start();
    assertThat(channel.awaitInit(soon())).isEqualTo(new RuntimeAnswer.Initialized());
    channels.close(channel, RuntimeExit.KILLED);
    poll.join();
  }

  private static void refused(ThrowingCall call, int status, String type) {
    assertThatExceptionOfType(RuntimeRequestRefusedException.class)
        .isThrownBy(call::run)
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.errorType()).isEqualTo(type);
            });
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }
}
