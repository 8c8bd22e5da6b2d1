package dev.triggerfish.pattern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.triggerfish.pattern");

  @Test
  void dependsOnTheJdkJacksonAndJSpecifyAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.triggerfish.pattern", "java..", "tools.jackson..", "org.jspecify..")
        .because("matching is a pure function that any service can make, without a framework")
        .check(CLASSES);
  }

  @Test
  void usesNoRegularExpressions() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("java.util.regex")
        .because("patterns come from clients and must be matched in linear time")
        .check(CLASSES);
  }
}
