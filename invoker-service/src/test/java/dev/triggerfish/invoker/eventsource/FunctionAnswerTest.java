package dev.triggerfish.invoker.eventsource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionAnswerTest {

  private static final List<SourceRecord> RECORDS =
      LongStream.range(0, 5).mapToObj(Records::record).toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"\"|done",
        "[]|done",
        "null|done",
        "{}|done",
        "{\"batchItemFailures\":[]}|done",
        "{\"batchItemFailures\":null}|done",
        "{\"statusCode\":200}|done",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-3\"}]}|3",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-4\"},{\"itemIdentifier\":\"seq-2\"}]}|2",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-0\"}]}|0",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}|0",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}|0",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"123\"}]}|0",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-3\"},{\"itemIdentifier\":\"x\"}]}|0",
        "{\"batchItemFailures\":[{\"foo\":\"seq-3\"}]}|0",
        "{\"batchItemFailures\":[{\"foo\":null}]}|0",
        "{\"batchItemFailures\":\"seq-3\"}|0",
        "{\"batchItemFailures\":[|0",
        "\"text\"|0",
        "7|0",
      })
  void anAnswerSaysFromWhereRecordsFailed(String answer, String expected) {
    var settings = Records.settings().reports(true).build();

    assertThat(text(FunctionAnswer.of(bytes(answer), RECORDS, settings, false)))
        .isEqualTo(expected);
  }

  @Test
  void nobodyReadsAnAnswerOnWhichNothingDepends() {
    var settings = Records.settings().build();

    assertThat(text(FunctionAnswer.of(bytes("no json"), RECORDS, settings, false)))
        .isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"state\":{\"a\":12345678901234567890.12345}}|done {\"a\":12345678901234567890.12345}",
        "{\"state\":{}}|done {}",
        "{\"state\":null}|0",
        "{\"state\":1}|0",
        "{}|0",
        "null|0",
      })
  void aWindowNeedsAState(String answer, String expected) {
    var settings = Records.settings().tumbling(10).build();

    assertThat(text(FunctionAnswer.of(bytes(answer), RECORDS, settings, false)))
        .isEqualTo(expected);
  }

  @Test
  void theLastAnswerOfAWindowNeedsNoState() {
    var settings = Records.settings().tumbling(10).reports(true).build();

    assertThat(text(FunctionAnswer.of(bytes("null"), List.of(), settings, true))).isEqualTo("done");
  }

  private static String text(FunctionAnswer answer) {
    var outcome =
        switch (answer.outcome()) {
          case BatchOutcome.Succeeded _ -> "done";
          case BatchOutcome.Failed(int from) -> Integer.toString(from);
          case BatchOutcome.NotRun _ -> "not run";
        };
    return answer.state() == null ? outcome : outcome + " " + answer.state();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
