package dev.triggerfish.eventbus.delivery;

import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.fixture.FakeLambda;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * The delivery of an event bus as a process of its own, over PostgreSQL. It accepts events, says so
 * on standard output after each commit, and delivers what is due to a Lambda that notes each event
 * in the table {@code delivered}, and that is now and then out of order.
 */
final class DeliveryProcess {

  static final int EVENTS = 400;
  static final int TARGETS = 7;
  private static final int ONE_IN = 10;

  private DeliveryProcess() {}

  /** Takes the database's URL, the name of this start, and a seed. */
  public static void main(String[] arguments) throws IOException {
    var start = arguments[1];
    var random = new Random(Long.parseLong(arguments[2]));
    try (var source = new HikariDataSource();
        var context = new AnnotationConfigApplicationContext()) {
      source.setJdbcUrl(arguments[0]);
      source.setSchema("event-bus");
      var database = Database.of(source);
      var lambda = new FakeLambda();
      lambda.answer(call -> note(database, call.payload(), start, random));
      context.registerBean("eventBusDatabase", Database.class, () -> database);
      context.registerBean(PlatformClock.class, () -> new WallClock());
      context.registerBean(AwsClients.class, () -> lambda);
      context.registerBean("eventJournal", EventJournal.class, () -> _ -> {});
      context.register(DeliveryConfiguration.class);
      context.refresh();
      var outbox = context.getBean(Outbox.class);
      for (var number = 0; number < EVENTS; number++) {
        accept(database, outbox, start + "-" + number, number % TARGETS);
      }
      // Until it is killed, or nobody is left to kill it.
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void note(Database database, String event, String start, Random random) {
    synchronized (random) {
      if (random.nextInt(ONE_IN) == 0) {
        throw LambdaException.builder().statusCode(503).message("out of order").build();
      }
    }
    database
        .jdbc()
        .sql("INSERT INTO delivered (event, start) VALUES (?, ?)")
        .params(event, start)
        .update();
  }

  private static void accept(Database database, Outbox outbox, String id, int target) {
    var event =
        new OutboundEvent(
            id,
            "sns.amazonaws.com",
            "arn:aws:sns:eu-west-1:000000000000:orders",
            "000000000000",
            "eu-west-1",
            "arn:aws:lambda:eu-west-1:000000000000:function:f" + target,
            id.getBytes(StandardCharsets.UTF_8),
            null,
            null,
            Retries.SNS);
    database.transactions().executeWithoutResult(_ -> outbox.add(event));
    System.out.println("accepted " + id);
  }

  /** Platform time that nobody moves. */
  private static final class WallClock implements PlatformClock {
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      var scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> scheduled.cancel(false);
    }
  }
}
