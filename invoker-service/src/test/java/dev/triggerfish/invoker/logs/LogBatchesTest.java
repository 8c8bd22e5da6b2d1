package dev.triggerfish.invoker.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.LogBatch.LogLine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogBatchesTest {

  private static LogBatch batch(String id, String stream, String roleId, String... messages) {
    var lines = List.of(messages).stream().map(text -> new LogLine(1, text)).toList();
    return new LogBatch(id, "1", "r", "arn", "role", roleId, "session", "group", stream, lines);
  }

  @Test
  void whatGoesToOneStreamGoesTogetherInOrder() {
    var together =
        LogBatches.together(
            List.of(
                batch("1", "a", "R", "a1", "a2"),
                batch("2", "b", "R", "b1"),
                batch("3", "a", "R", "a3"),
                batch("4", "b", "R", "b2")));

    assertThat(together)
        .containsExactly(batch("1", "a", "R", "a1", "a2", "a3"), batch("2", "b", "R", "b1", "b2"));
  }

  @Test
  void anotherRoleIsAnotherRight() {
    var apart = List.of(batch("1", "a", "R", "a1"), batch("2", "a", "S", "a2"));

    assertThat(LogBatches.together(apart)).isEqualTo(apart);
  }

  @Test
  void noBatchGrowsBeyondWhatOneMayHold() {
    var large = "x".repeat(200 * 1024);
    var many = IntStream.range(0, 5).mapToObj(n -> batch("" + n, "a", "R", large, "" + n)).toList();

    var together = LogBatches.together(many);

    assertThat(together).extracting(LogBatch::id).containsExactly("0", "2", "4");
    assertThat(together.stream().flatMap(batch -> batch.lines().stream()).map(LogLine::message))
        .containsExactlyElementsOf(
            many.stream().flatMap(batch -> batch.lines().stream()).map(LogLine::message).toList());
  }
}
