package dev.triggerfish.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds in every service. Its architecture test implements this, and adds its own rules. */
public interface ServiceRules {

  /** Root packages of the services. */
  List<String> SERVICES =
      List.of(
          "dev.triggerfish.iam",
          "dev.triggerfish.invoker",
          "dev.triggerfish.eventbus",
          "dev.triggerfish.logs",
          "dev.triggerfish.gateway");

  /** Calls whose answer holds a database connection open. */
  DescribedPredicate<JavaCall<?>> OPEN_CURSORS =
      describe(
          "answer with an open cursor",
          call ->
              call.getTargetOwner().getPackageName().startsWith("org.springframework.jdbc")
                  && call.getTarget().getRawReturnType().isAssignableTo(Stream.class));

  /** Reads the classes of a package and of those in it, without tests. */
  static JavaClasses classesOf(String root) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(root);
  }

  /** The service's root package, one of {@link #SERVICES}. */
  String root();

  /** The service's classes, without tests. */
  JavaClasses code();

  @Test
  default void packagesHaveNoCycles() {
    slices()
        .matching(root() + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because(
            "a cycle makes several packages one, and a feature is understood without its users")
        .check(code());
  }

  @Test
  default void nothingKnowsTheRootPackage() {
    noClasses()
        .that()
        .resideInAPackage(root() + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root())
        .because("the root package is the index, and all-in-one has an index of its own")
        .check(code());
  }

  @Test
  default void otherServicesAreOutOfReach() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICES.stream()
                .filter(service -> !service.equals(root()))
                .map(service -> service + "..")
                .toArray(String[]::new))
        .because("services talk through SDK interfaces and Kafka alone")
        .check(code());
  }

  /** Classes that may read wall time or wait for it, each with the reason; see {@link WallTime}. */
  Map<String, String> wallTimeReaders();

  @Test
  default void nobodyReadsTheWallClockUnseen() {
    WallTime.check(code(), wallTimeReaders());
  }

  @Test
  default void featuresAreWiredWhereTheirNameSaysSo() {
    classes()
        .that()
        .areAnnotatedWith("org.springframework.context.annotation.Configuration")
        .and()
        .resideOutsideOfPackage(root())
        .should()
        .haveSimpleNameEndingWith("Configuration")
        .andShould()
        .bePublic()
        .because("a process is put together from features by name")
        .check(code());
  }

  @Test
  default void digestsAreMadeInOnePlace() {
    noClasses()
        .should()
        .callMethod(MessageDigest.class, "getInstance", String.class)
        .because("dev.triggerfish.aws.digest.Digest has each algorithm that we use")
        .check(code());
  }

  @Test
  default void operationsAreNobodysLibrary() {
    classes()
        .that()
        .implement("dev.triggerfish.aws.operation.OperationGroup")
        .should()
        .bePackagePrivate()
        .because("operations are called through the enforcement point alone")
        .check(code());
  }

  @Test
  default void storesKnowNothingOfTheWeb() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .because("state does not depend on how it is asked for")
        .allowEmptyShould(true)
        .check(code());
  }
}
