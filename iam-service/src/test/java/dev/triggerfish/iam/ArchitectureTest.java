package dev.triggerfish.iam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.triggerfish.aws.operation.OperationGroup;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

class ArchitectureTest {

  private static final JavaClasses IAM =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.triggerfish.iam");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.triggerfish.iam.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature is understood by reading it and what it stands on")
        .check(IAM);
  }

  @Test
  void nothingImportsTheRootPackage() {
    noClasses()
        .that()
        .resideInAPackage("dev.triggerfish.iam.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.triggerfish.iam")
        .because("the root package is the index of a process, which other processes do without")
        .check(IAM);
  }

  @Test
  void storesKnowNothingOfTheWeb() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .because("state does not depend on how it is asked for")
        .check(IAM);
  }

  @Test
  void onlyTheSigningPackageServesHttpItself() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.triggerfish.iam.signing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .because("operations are served by the protocol layer")
        .check(IAM);
  }

  @Test
  void operationsAreNobodysLibrary() {
    classes()
        .that()
        .implement(OperationGroup.class)
        .should()
        .bePackagePrivate()
        .because("operations are called through the enforcement point alone")
        .check(IAM);
  }

  @Test
  void onlyConfigurationsDeclareBeans() {
    classes()
        .that()
        .areAnnotatedWith(Configuration.class)
        .and()
        .resideInAPackage("dev.triggerfish.iam.*..")
        .should()
        .haveSimpleNameEndingWith("Configuration")
        .andShould()
        .bePublic()
        .because("a process is put together from features by name")
        .check(IAM);
  }
}
