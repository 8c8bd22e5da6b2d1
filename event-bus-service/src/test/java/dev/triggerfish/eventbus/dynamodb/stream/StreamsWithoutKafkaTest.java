package dev.triggerfish.eventbus.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.broker.EmbeddedBroker;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsWithoutKafkaTest {

  private static final String TABLE = "Orders";
  private static final int WRITES = 50;

  @Test
  void waitInTheDatabaseAndAreSentWhenKafkaIsBack(@TempDir Path folder) {
    var broker = EmbeddedBroker.start(folder, 0);
    var address = broker.bootstrapServers();
    var kafka = KafkaConnection.authenticated(address, broker.username(), broker.password());
    try (var database = TestDatabase.h2("dynamodb");
        var fixture = new StreamFixture(database, StreamFixture.newClock(), kafka)) {
      var arn = fixture.table(TABLE, "NEW_IMAGE");
      fixture.put(TABLE, "a", 0);
      fixture.readAll(arn, 1);
      broker.close();
      for (var i = 1; i < WRITES; i++) {
        fixture.put(TABLE, "a", i);
      }
      var later = fixture.table("Others", "NEW_IMAGE");
      fixture.put("Others", "a", 0);

      broker = EmbeddedBroker.start(folder, Integer.parseInt(address.split(":", 2)[1]));

      assertThat(fixture.readAll(arn, WRITES))
          .extracting(record -> StreamFixture.number(record.dynamodb().newImage()))
          .containsExactlyElementsOf(LongStream.range(0, WRITES).boxed().toList());
      assertThat(fixture.readAll(later, 1)).hasSize(1);
    } finally {
      broker.close();
    }
  }
}
