package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.environment.process.Interpreter.LanguageVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeIdentifierTest {

  private static final List<Interpreter> INSTALLED =
      List.of(
          interpreter("python", 3, 9),
          interpreter("python", 3, 11),
          interpreter("python", 3, 13),
          interpreter("nodejs", 20, -1),
          interpreter("java", 25, -1));

  private static Interpreter interpreter(String language, int major, int minor) {
    return new Interpreter(
        language, new LanguageVersion(major, minor), Path.of("/x"), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "python3.11, 3.11",
    "python3.10, 3.11",
    "python3.12, 3.13",
    "python3.14, 3.13",
    "python3.8, 3.9",
    "nodejs20.x, 20",
    "nodejs16.x, 20",
    "nodejs24.x, 20",
    "java21, 25",
    "java8.al2, 25",
    "provided.al2023,",
    "ruby3.3,",
    "dotnet8,",
    "nonsense,"
  })
  void choosesTheSameElseTheNearestNewerElseTheNewestOlderOne(String runtime, String expected) {
    var chosen = RuntimeIdentifier.parse(runtime).choose(INSTALLED);
    assertThat(chosen == null ? null : chosen.version().toString()).isEqualTo(expected);
  }
}
