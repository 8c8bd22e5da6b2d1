package dev.triggerfish.iam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ServiceRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements ServiceRules {

  private static final String ROOT = "dev.triggerfish.iam";
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
        Map.entry(
            "SigningConfiguration",
            "requests of other services are signed with the senders' wall clocks"),
        Map.entry(
            "IdentityReplication",
            "how soon an unreachable Kafka is tried again is the network's affair"));
  }

  @Test
  void onlyTheSigningPackageServesHttpItself() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".signing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .because("operations are served by the protocol layer")
        .check(CLASSES);
  }
}
