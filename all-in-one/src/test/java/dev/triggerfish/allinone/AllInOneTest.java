package dev.triggerfish.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.operation.OperationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** What holds for all services together, looked up in the context in which they run. */
class AllInOneTest {

  private static final Path NOT_SIMULATED = Path.of("..", "docs", "NOT-SIMULATED.md");
  private static final List<String> SERVICES =
      List.of("gateway", "iam", "invoker", "eventbus", "logs");

  @TempDir private static Path folder;
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start() {
    System.setProperty("spring.config.name", "triggerfish-all-in-one");
    context =
        SpringApplication.run(
            TriggerfishApplication.class,
            "--server.port=0",
            "--triggerfish.storage.data-dir=" + folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static List<Operation> operations() {
    return context.getBean(OperationRegistry.class).all();
  }

  /** Invariant 5: a member that nobody has thought about cannot be ignored by accident. */
  @Test
  void everyInputMemberOfEveryOperationIsDeclaredOnce() throws ReflectiveOperationException {
    var wrong = new ArrayList<String>();
    for (var operation : operations()) {
      var declared = new ArrayList<String>();
      var declaration = operation.declaration();
      Stream.of(declaration.acts(), declaration.stored(), declaration.refused())
          .flatMap(Arrays::stream)
          .forEach(declared::add);
      var topLevel =
          declared.stream().filter(name -> !name.contains(".") && !name.contains("=")).toList();
      var members = members(operation.requestClass());
      if (new HashSet<>(topLevel).size() != topLevel.size()
          || !new HashSet<>(topLevel).equals(new HashSet<>(members))) {
        wrong.add(operation.fullName() + " has " + members + " but declares " + topLevel);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(operations()).hasSizeGreaterThan(30);
  }

  private static List<String> members(Class<? extends SdkRequest> type)
      throws ReflectiveOperationException {
    var builder = type.getMethod("builder").invoke(null);
    return ((SdkPojo) builder).sdkFields().stream().map(field -> field.memberName()).toList();
  }

  /** Invariant 7: services know each other by nothing but the SDK's clients. */
  @Test
  void noBeanOfOneServiceDependsOnABeanOfAnother() {
    var edges = new ArrayList<String>();
    var factory = context.getBeanFactory();
    for (var name : factory.getBeanDefinitionNames()) {
      var from = service(name);
      for (var dependency : factory.getDependenciesForBean(name)) {
        var to = service(dependency);
        if (from != null && to != null && !from.equals(to)) {
          edges.add(name + " of " + from + " -> " + dependency + " of " + to);
        }
      }
    }
    assertThat(edges).isEmpty();
  }

  private static @org.jspecify.annotations.Nullable String service(String bean) {
    if (!context.containsBean(bean)) {
      return null;
    }
    var type = context.getType(bean);
    var name = type == null ? "" : type.getName();
    return SERVICES.stream()
        .filter(service -> name.startsWith("dev.triggerfish." + service + "."))
        .findFirst()
        .orElse(null);
  }

  @Test
  void theListOfWhatIsNotSimulatedIsUpToDate() throws IOException {
    var text = notSimulated();
    var previous = Files.exists(NOT_SIMULATED) ? Files.readString(NOT_SIMULATED) : "";
    Files.writeString(NOT_SIMULATED, text);

    assertThat(text)
        .as("docs/NOT-SIMULATED.md was out of date and has been renewed: commit it")
        .isEqualTo(previous);
  }

  private static String notSimulated() {
    var out =
        new StringBuilder(
            """
            # What is not simulated

            Made from the operations' declarations by the build. A refused member is answered with an error; a stored one
            is kept and given back, and has no other effect. Operations that are not listed are answered with 501.

            """);
    var byService = new TreeMap<String, List<Operation>>();
    operations()
        .forEach(
            o -> byService.computeIfAbsent(o.model().service(), _ -> new ArrayList<>()).add(o));
    byService.forEach(
        (service, operations) -> {
          out.append("## ").append(service).append("\n\n");
          out.append("| operation | refused | stored |\n| --- | --- | --- |\n");
          for (var operation : operations) {
            out.append("| ").append(operation.model().name()).append(" | ");
            out.append(String.join(", ", operation.declaration().refused())).append(" | ");
            out.append(String.join(", ", operation.declaration().stored())).append(" |\n");
          }
          out.append('\n');
        });
    return out.toString().stripTrailing() + "\n";
  }
}
