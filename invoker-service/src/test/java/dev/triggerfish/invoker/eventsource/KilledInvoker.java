package dev.triggerfish.invoker.eventsource;

import static dev.triggerfish.invoker.eventsource.ShardFixture.answers;

import com.zaxxer.hikari.HikariDataSource;
import dev.triggerfish.aws.storage.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * An invoker in a process of its own, so that it can be killed. It says which batches its function
 * gets; from some batch on the function has no answer.
 */
final class KilledInvoker {

  private KilledInvoker() {}

  /**
   * Takes the database's URL, the broker's servers, user and password, and how many batches the
   * function answers.
   */
  public static void main(String[] arguments) throws IOException {
    var answered = Integer.parseInt(arguments[4]);
    var batches = new AtomicInteger();
    try (var source = new HikariDataSource()) {
      source.setJdbcUrl(arguments[0]);
      source.setSchema("invoker");
      var broker = new StreamBroker.Access(arguments[1], arguments[2], arguments[3]);
      try (var _ =
          new WorkerProcess(
              "killed",
              Database.of(source),
              broker,
              event -> {
                tell(event);
                if (batches.incrementAndGet() > answered) {
                  standStill();
                }
                return answers("null");
              })) {
        // Until it is killed, or nobody is left to kill it.
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private static void tell(JsonNode event) {
    System.out.println("got " + ShardFixture.numbers(event));
  }

  private static void standStill() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
