package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkScannerTest {

  private final StringBuilder data = new StringBuilder();
  private final List<String> messages = new ArrayList<>();
  private final MarkScanner scanner =
      new MarkScanner(
          "key",
          (bytes, offset, length) ->
              data.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)),
          messages::add);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void tellsMessagesFromDataHoweverTheyAreCut(int piece) {
    var text =
        "a\0key exit 1 0\nb\0other\n\0key mark 5\n\0\0key mark 6\nc\0ke\0key mark 7\n\0key "
            + "x".repeat(100)
            + "\nend";
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (var at = 0; at < bytes.length; at += piece) {
      var part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      scanner.accept(part, part.length);
    }
    assertThat(messages).containsExactly("exit 1 0", "mark 5", "mark 6", "mark 7");
    assertThat(data.toString()).isEqualTo("ab\0other\n\0c\0ke\0key " + "x".repeat(100) + "\nend");
  }
}
