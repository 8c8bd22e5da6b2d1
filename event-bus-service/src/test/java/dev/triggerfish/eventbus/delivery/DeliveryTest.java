package dev.triggerfish.eventbus.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.eventbus.fixture.EventBusContext;
import dev.triggerfish.eventbus.fixture.FakeLambda.Call;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("event-bus")
class DeliveryTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders";
  private static final String SLOW = function("slow");
  private static final String QUICK = function("quick");

  private final EventBusContext context;

  DeliveryTest(TestDatabase database) {
    context = new EventBusContext(database, DeliveryConfiguration.class);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private static String function(String name) {
    return "arn:aws:lambda:eu-west-1:000000000000:function:" + name;
  }

  private void add(OutboundEvent... deliveries) {
    context
        .database()
        .transactions()
        .executeWithoutResult(
            _ -> {
              for (var delivery : deliveries) {
                context.bean(Outbox.class).add(delivery);
              }
            });
  }

  private static OutboundEvent delivery(String id, String function) {
    return delivery(id, function, null);
  }

  private static OutboundEvent delivery(String id, String function, @Nullable String deadLetters) {
    return new OutboundEvent(
        id,
        "sns.amazonaws.com",
        TOPIC,
        "000000000000",
        "eu-west-1",
        function,
        ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8),
        deadLetters,
        "Root=1-2-3",
        Retries.SNS);
  }

  private int rows() {
    return context
        .database()
        .jdbc()
        .sql("SELECT COUNT(*) FROM outbox_event")
        .query(Integer.class)
        .single();
  }

  private void awaitEmpty() {
    await().untilAsserted(() -> assertThat(rows()).isZero());
  }

  private static String target(Call call) {
    return requireNonNull(call.request().functionName());
  }

  @Test
  void invokesTheFunctionAsTheSourceOnceTheTransactionIsCommitted() {
    add(delivery("m1", QUICK));
    awaitEmpty();
    assertThat(context.lambda().taken()).hasSize(1);
    var call = context.lambda().taken().getFirst();
    assertThat(call.identity().principal()).isEqualTo("sns.amazonaws.com");
    assertThat(call.identity().sourceArn()).isEqualTo(TOPIC);
    assertThat(call.identity().accountId()).isEqualTo("000000000000");
    assertThat(call.request().invocationType()).isEqualTo(InvocationType.EVENT);
    assertThat(call.payload()).isEqualTo("{\"id\":\"m1\"}");
    assertThat(
            call.request().overrideConfiguration().orElseThrow().headers().get(Caller.TRACE_HEADER))
        .containsExactly("Root=1-2-3");
    assertThat(context.hops())
        .singleElement()
        .satisfies(
            hop -> {
              assertThat(hop.step()).isEqualTo(Step.DELIVERED);
              assertThat(hop.id()).isEqualTo("m1");
              assertThat(hop.facts()).containsKey("requestId");
            });
  }

  @Test
  void deliversNothingOfATransactionThatIsRolledBack() {
    context
        .database()
        .transactions()
        .executeWithoutResult(
            status -> {
              context.bean(Outbox.class).add(delivery("lost", QUICK));
              status.setRollbackOnly();
            });
    add(delivery("kept", QUICK));
    awaitEmpty();
    assertThat(context.lambda().taken())
        .extracting(Call::payload)
        .containsExactly("{\"id\":\"kept\"}");
  }

  @Test
  void refusesDeliveriesOutsideATransaction() {
    assertThatThrownBy(() -> context.bean(Outbox.class).add(delivery("m", QUICK)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void triesAgainInPlatformTimeUntilLambdaTakesIt() {
    var attempts = new AtomicInteger();
    context
        .lambda()
        .answer(
            _ -> {
              if (attempts.incrementAndGet() <= 5) {
                throw error(503, "ServiceUnavailable");
              }
            });
    add(delivery("m", QUICK));
    // Three at once, then one each second.
    await().untilAsserted(() -> assertThat(storedAttempts()).isEqualTo(3));
    assertThat(attempts).hasValue(3);
    await()
        .untilAsserted(
            () -> {
              context.clock().advance(Duration.ofSeconds(1));
              assertThat(rows()).isZero();
            });
    assertThat(attempts).hasValue(6);
    assertThat(context.lambda().taken()).hasSize(1);
    assertThat(context.hops()).extracting(hop -> hop.step()).contains(Step.WAITING, Step.DELIVERED);
  }

  private int storedAttempts() {
    return context
        .database()
        .jdbc()
        .sql("SELECT CAST(state AS INTEGER) FROM outbox_event")
        .query(Integer.class)
        .single();
  }

  private static RuntimeException error(int status, String code) {
    var error = LambdaException.builder();
    error
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .statusCode(status)
        .message(code);
    return error.build();
  }

  @Test
  void givesUpWhereAPermissionIsMissing() {
    context
        .lambda()
        .answer(
            _ -> {
              throw error(403, "AccessDeniedException");
            });
    add(delivery("m", QUICK, "arn:aws:sqs:eu-west-1:000000000000:dead"));
    awaitEmpty();
    assertThat(context.hops())
        .extracting(hop -> hop.step())
        .containsExactly(Step.DENIED, Step.DROPPED);
    assertThat(context.hops().getFirst().text()).contains("AddPermission", TOPIC);
    assertThat(context.hops().getLast().text()).contains("queues take no messages yet");
  }

  @Test
  void givesUpWhereTheFunctionIsGone() {
    context
        .lambda()
        .answer(
            _ -> {
              throw ResourceNotFoundException.builder().statusCode(404).message("gone").build();
            });
    add(delivery("m", QUICK));
    awaitEmpty();
    assertThat(context.hops()).extracting(hop -> hop.step()).containsExactly(Step.DROPPED);
  }

  @Test
  void doesNotTakeASignatureProblemForAMissingPermission() {
    context
        .lambda()
        .answer(
            _ -> {
              throw error(403, "InvalidSignatureException");
            });
    add(delivery("m", QUICK));
    await()
        .untilAsserted(
            () -> assertThat(context.hops()).extracting(hop -> hop.step()).contains(Step.WAITING));
    assertThat(rows()).isOne();
  }

  @Test
  void deliversWhatACrashHasLeftOver() {
    context
        .lambda()
        .answer(
            _ -> {
              throw AwsErrors.of("ServiceUnavailable", 503, "down");
            });
    add(delivery("m", QUICK));
    await().untilAsserted(() -> assertThat(storedAttempts()).isEqualTo(3));
    context.restart();
    context.clock().advance(Duration.ofSeconds(1));
    context.lambda().answer(_ -> {});
    await()
        .untilAsserted(
            () -> {
              context.clock().advance(Duration.ofSeconds(1));
              assertThat(rows()).isZero();
            });
    assertThat(context.lambda().taken()).hasSize(1);
  }

  @Test
  void deliversToOthersWhileOneFunctionHolds() throws InterruptedException {
    var released = new CountDownLatch(1);
    context
        .lambda()
        .answer(
            call -> {
              if (target(call).equals(SLOW)) {
                holdUntil(released);
              }
            });
    add(
        IntStream.range(0, 300)
            .mapToObj(i -> delivery("s" + i, SLOW))
            .toArray(OutboundEvent[]::new));
    add(delivery("q", QUICK));
    await()
        .untilAsserted(
            () ->
                assertThat(context.lambda().taken())
                    .extracting(DeliveryTest::target)
                    .containsExactly(QUICK));
    released.countDown();
    awaitEmpty();
    assertThat(context.lambda().taken()).hasSize(301);
  }

  private static void holdUntil(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void deliversEachOnceWhenMoreIsWaitingThanFitsIntoMemory() {
    var released = new CountDownLatch(1);
    context.lambda().answer(_ -> holdUntil(released));
    for (var batch = 0; batch < 30; batch++) {
      var first = batch * 100;
      add(
          IntStream.range(first, first + 100)
              .mapToObj(i -> delivery("m" + i, SLOW))
              .toArray(OutboundEvent[]::new));
    }
    assertThat(rows()).isEqualTo(3000);
    released.countDown();
    awaitEmpty();
    assertThat(context.lambda().taken()).hasSize(3000);
    assertThat(new HashSet<>(context.lambda().taken().stream().map(Call::payload).toList()))
        .hasSize(3000);
  }

  @Test
  void doesNotKeepEventsThatLambdaWouldNotTake() {
    var large =
        new OutboundEvent(
            "large",
            "sns.amazonaws.com",
            TOPIC,
            "000000000000",
            "eu-west-1",
            QUICK,
            new byte[1024 * 1024 + 1],
            null,
            null,
            Retries.SNS);
    add(large);
    assertThat(rows()).isZero();
    assertThat(context.hops()).extracting(hop -> hop.step()).containsExactly(Step.DROPPED);
  }
}
