package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeShapeTest {

  private static FunctionVersion function(int memory, Map<String, String> variables) {
    return new FunctionVersion(
        "000000000000",
        "us-east-1",
        "fn",
        FunctionVersion.LATEST,
        "deployment",
        "python3.12",
        "index.handler",
        "arn:aws:iam::000000000000:role/r",
        3,
        memory,
        512,
        "x86_64",
        variables,
        Path.of("/code"),
        List.of(),
        "/aws/lambda/fn",
        "Text");
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE_NAME, true",
    "NODE_ENV, true",
    "NODE_OPTIONS, false",
    "PYTHONPATH, false",
    "JAVA_TOOL_OPTIONS, false",
    "LD_PRELOAD, false",
    "AWS_LAMBDA_EXEC_WRAPPER, false",
    "TZ, false",
    "PATH, false",
  })
  void isKnownUnlessVariablesAreReadWhileInterpretersStart(String variable, boolean known) {
    var shape = RuntimeShape.of(function(128, Map.of(variable, "x")));
    assertThat(shape != null).isEqualTo(known);
  }

  @Test
  void differsByMemoryAndNotByFunction() {
    var shape = RuntimeShape.of(function(128, Map.of("A", "1")));
    assertThat(shape).isEqualTo(RuntimeShape.of(function(128, Map.of("A", "2"))));
    assertThat(shape).isNotEqualTo(RuntimeShape.of(function(256, Map.of("A", "1"))));
  }
}
