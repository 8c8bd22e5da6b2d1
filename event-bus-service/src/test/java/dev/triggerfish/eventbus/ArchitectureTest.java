package dev.triggerfish.eventbus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.triggerfish.eventbus");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.triggerfish.eventbus.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a cycle makes several packages one")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheMainClass() {
    noClasses()
        .that()
        .resideInAPackage("dev.triggerfish.eventbus.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.triggerfish.eventbus")
        .because("the root package is the index, and all-in-one has an index of its own")
        .check(CLASSES);
  }

  @Test
  void clientsTextIsNeverARegularExpression() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .because("a client could choose an expression that takes forever")
        .check(CLASSES);
  }

  @Test
  void otherServicesAreOutOfReach() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.triggerfish.iam..",
            "dev.triggerfish.invoker..",
            "dev.triggerfish.logs..",
            "dev.triggerfish.gateway..")
        .because("services talk through SDK interfaces and Kafka alone")
        .check(CLASSES);
  }
}
