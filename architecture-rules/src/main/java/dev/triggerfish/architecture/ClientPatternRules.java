package dev.triggerfish.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** For services whose clients supply patterns, such as filters and routes. */
public interface ClientPatternRules extends ServiceRules {

  @Test
  default void clientsTextIsNeverARegularExpression() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .because("a client could choose an expression that takes forever")
        .check(code());
  }
}
