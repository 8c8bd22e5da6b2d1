package dev.triggerfish.invoker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ServiceRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements ServiceRules {

  private static final String ROOT = "dev.triggerfish.invoker";
  private static final JavaClasses CLASSES = ServiceRules.classesOf(ROOT);

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public JavaClasses code() {
    return CLASSES;
  }

  @Override
  public Map<String, String> wallTimeReaders() {
    return Map.ofEntries(
        Map.entry("InvocationRun", "functions run in wall time: time-outs and durations"),
        Map.entry(
            "ExecutionEnvironment",
            "functions run in wall time: time-outs, durations and the deadline that they are told"),
        Map.entry("RuntimeChannel", "functions run in wall time: time-outs"),
        Map.entry("ProcessorLoad", "the machine's processors are used in wall time"),
        Map.entry(
            "CodeConfiguration",
            "links to code expire like presigned URLs, which clients read in wall time"),
        Map.entry(
            "SandboxProcesses", "connections outlive their environments in the kernel's time"),
        Map.entry("ConcurrencyConfiguration", "the rate of requests is what callers measure"),
        Map.entry(
            "EventSourceWorkers",
            "what other processes have changed is looked for in wall time, like all that is about"
                + " processes"),
        Map.entry(
            "EventSourceConfiguration",
            "leases prove by wall time that their process is alive, and Kafka's timestamps are wall"
                + " time"),
        Map.entry(
            "AsyncConfiguration",
            "owners of events prove by wall time that their process is alive"));
  }

  @Test
  void functionsKnowNothingOfRunningThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".function..",
            ROOT + ".functionconfig..",
            ROOT + ".functionlifecycle..",
            ROOT + ".code..",
            ROOT + ".role..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".invocation..",
            ROOT + ".dispatch..",
            ROOT + ".concurrency..",
            ROOT + ".environment..",
            ROOT + ".runtimeapi..",
            ROOT + ".logs..")
        .because("dependencies go from running functions to the functions")
        .check(CLASSES);
  }

  @Test
  void codeAndRolesKnowNothingOfFunctions() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".code..", ROOT + ".role..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".function..", ROOT + ".functionconfig..", ROOT + ".functionlifecycle..")
        .because("functions depend on them")
        .check(CLASSES);
  }
}
