package dev.triggerfish.invoker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.triggerfish.invoker";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature must be understandable without those that build on it")
        .check(CLASSES);
  }

  @Test
  void nothingImportsTheRootPackage() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .because("the root package is the index of the features")
        .check(CLASSES);
  }

  @Test
  void functionsKnowNothingOfRunningThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".function..", ROOT + ".code..", ROOT + ".role..")
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
        .resideInAPackage(ROOT + ".function..")
        .because("functions depend on them")
        .check(CLASSES);
  }

  @Test
  void configurationsAreTheOnlyConfigurations() {
    classes()
        .that()
        .areAnnotatedWith("org.springframework.context.annotation.Configuration")
        .and()
        // The root holds the index of the features and the main class.
        .resideOutsideOfPackage("dev.triggerfish.invoker")
        .should()
        .haveSimpleNameEndingWith("Configuration")
        .because("each feature is wired in one place that is found by its name")
        .check(CLASSES);
  }

  @Test
  void nobodyReadsTheWallClockUnseen() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("platform time comes from PlatformClock, wall time from an injected Clock")
        .check(CLASSES);
  }
}
