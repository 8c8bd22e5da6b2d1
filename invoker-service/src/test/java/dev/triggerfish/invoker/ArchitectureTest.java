package dev.triggerfish.invoker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ServiceRules;
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
