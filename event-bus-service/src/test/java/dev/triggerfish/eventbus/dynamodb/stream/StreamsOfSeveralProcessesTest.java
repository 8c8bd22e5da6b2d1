package dev.triggerfish.eventbus.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

@OnEachDatabase("dynamodb")
class StreamsOfSeveralProcessesTest {

  private static final String TABLE = "Orders";
  private static final int KEYS = 8;
  private static final int WRITES = 40;

  @Test
  void haveEachRecordOnceAndInOrderWhicheverProcessWrites(TestDatabase database) throws Exception {
    try (var first = new StreamFixture(database);
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      var arn = first.table(TABLE, "NEW_IMAGE");
      try (var second = new StreamFixture(database, first.clock(), first.kafka())) {
        var writers =
            IntStream.range(0, KEYS)
                .mapToObj(key -> threads.submit(() -> write(List.of(first, second), "k" + key)))
                .toList();
        for (var writer : writers) {
          writer.get();
        }
        assertComplete(second.readAll(arn, KEYS * WRITES), WRITES);
        assertComplete(first.readAll(arn, KEYS * WRITES), WRITES);
      }
      IntStream.range(0, KEYS).forEach(key -> first.put(TABLE, "k" + key, WRITES));
      assertComplete(first.readAll(arn, KEYS * (WRITES + 1)), WRITES + 1);
    }
  }

  private static void write(List<StreamFixture> processes, String key) {
    for (var i = 0; i < WRITES; i++) {
      processes.get(i % processes.size()).put(TABLE, key, i);
    }
  }

  private static void assertComplete(List<Record> records, int writes) {
    var numbers =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    StreamFixture::key,
                    Collectors.mapping(
                        record -> StreamFixture.number(record.dynamodb().newImage()),
                        Collectors.toList())));
    assertThat(numbers).hasSize(KEYS);
    assertThat(numbers.values())
        .allSatisfy(of -> assertThat(of).isEqualTo(LongStream.range(0, writes).boxed().toList()));
  }
}
