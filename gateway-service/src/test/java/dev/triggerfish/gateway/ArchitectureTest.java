package dev.triggerfish.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements ClientPatternRules {

  private static final String ROOT = "dev.triggerfish.gateway";
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
    return Map.of();
  }

  @Test
  void featuresOfApisHaveNoCycles() {
    slices()
        .matching(ROOT + ".(*).(*)..")
        .should()
        .beFreeOfCycles()
        .because("routes, integrations and stages stand on APIs, not the other way round")
        .check(CLASSES);
  }

  @Test
  void integrationsKnowNothingOfWhoCallsThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".integration..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".httpapi..", ROOT + ".site..")
        .because("REST APIs call the same functions")
        .check(CLASSES);
  }
}
