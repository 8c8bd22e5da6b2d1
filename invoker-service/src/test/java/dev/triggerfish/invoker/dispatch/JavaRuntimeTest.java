package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {

  @TempDir static Path folder;
  private static TestInvoker invoker;

  @BeforeAll
  static void start() {
    invoker = new TestInvoker(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    invoker.close();
  }

  private static FunctionFixture java(String body) {
    return invoker
        .function("java21", "Fn::handle")
        .memory(512)
        .java(
            "Fn",
            """
            import java.util.Map;
            public class Fn {
              static int calls;
              public Object handle(Map<String, Object> event) throws Exception {
                %s
              }
            }
            """
                .formatted(body));
  }

  @Test
  void answersAndStaysWarm() {
    var version =
        java("System.out.println(\"call \" + ++calls); return Map.of(\"a\", event.get(\"a\"), \"n\", 1).get(\"a\");")
            .version();
    var outcome = invoker.invoke(version, "{\"a\": \"b\"}");
    assertThat(TestInvoker.payload(outcome)).isEqualTo("\"b\"");
    assertThat(TestInvoker.tail(outcome)).contains("\ncall 1\nEND ");
    assertThat(TestInvoker.tail(invoker.invoke(version, "{\"a\": \"b\"}")))
        .contains("\ncall 2\nEND ");
  }

  @Test
  void tellsAnExceptionAsLambdaDoes() {
    var outcome = invoker.invoke(java("throw new IllegalStateException(\"x\");").version(), "{}");
    assertThat(TestInvoker.payload(outcome))
        .startsWith(
            "{\"errorMessage\":\"x\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[\"Fn.handle(Fn.java:5)\"");
  }

  @Test
  void tellsThatTheClassIsMissing() {
    var version = invoker.function("java21", "Nope::handle").file("x", "").version("nope");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}")))
        .contains("Class not found: Nope");
  }
}
