package dev.triggerfish.invoker.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.LogBatch.LogLine;
import dev.triggerfish.invoker.dispatch.ManualClock;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentLogTest {

  private final List<LogBatch> batches = new ArrayList<>();
  private final EnvironmentLog log =
      new EnvironmentLog(
          new LogStreamIdentity(
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
                  "Text"),
              "stream",
              "AROA",
              "fn"),
          batches::add,
          new ManualClock());

  private List<String> lines() {
    log.flush();
    return batches.stream().flatMap(batch -> batch.lines().stream()).map(LogLine::message).toList();
  }

  private void write(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }

  @Test
  void cutsOutputIntoLinesWhereverItsPiecesEndAndKeepsTheirLineFeeds() {
    write("on");
    write("e\ntwo\r\nth\rree\n\n");
    write("four");
    log.line("END");
    assertThat(lines()).containsExactly("one\n", "two", "th\nree\n", "\n", "four", "END\n");
  }

  @Test
  void splitsALineThatIsTooLong() {
    write("x".repeat(EnvironmentLog.MAX_LINE + 10) + "\n");
    assertThat(lines()).extracting(String::length).containsExactly(EnvironmentLog.MAX_LINE, 11);
  }

  @Test
  void keepsTheLastFourKilobytesOfTheInvocation() {
    log.line("before");
    log.begin("START");
    assertThat(log.tail()).isEqualTo("START\n");
    write("é".repeat(3_000) + "\n");
    log.line("END");
    var tail = log.tail();
    assertThat(tail.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4_093, 4_096);
    assertThat(tail).endsWith("é\nEND\n").doesNotContain("\ufffd");
  }

  @Test
  void handsOnLargeOutputWithoutWaitingForTheEnd() {
    write("line\n".repeat(2_500));
    assertThat(batches).hasSize(2);
    assertThat(lines()).hasSize(2_500);
    assertThat(batches).extracting(LogBatch::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "python3.12, python:3.12.v1",
    "nodejs20.x, nodejs:20.v1",
    "java21, java:21.v1",
    "provided.al2023, provided:al2023.v1"
  })
  void namesRuntimeVersionsAsLambdaDoes(String runtime, String expected) {
    assertThat(PlatformLines.runtimeVersion(runtime)).isEqualTo(expected);
  }

  @Test
  void writesReportsAsLambdaDoes() {
    assertThat(
            PlatformLines.report(
                new PlatformLines.Report(
                    "id",
                    Duration.ofNanos(3_010_000),
                    4,
                    128,
                    36,
                    Duration.ofNanos(110_100_000),
                    null,
                    null)))
        .isEqualTo(
            "REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t");
    assertThat(
            PlatformLines.report(
                new PlatformLines.Report(
                    "id", Duration.ofSeconds(3), 3000, 128, 36, null, "timeout", null)))
        .endsWith("Max Memory Used: 36 MB\tStatus: timeout");
  }
}
