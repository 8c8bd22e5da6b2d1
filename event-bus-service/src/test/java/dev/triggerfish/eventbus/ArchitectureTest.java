package dev.triggerfish.eventbus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.Slice;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;
import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.catalogue.PlatformService;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements ClientPatternRules {

  private static final String ROOT = "dev.triggerfish.eventbus";
  private static final JavaClasses CLASSES = ServiceRules.classesOf(ROOT);

  /** Each is a package of its own, with its features below it. */
  private static final Set<String> AWS_SERVICES =
      Arrays.stream(AwsService.values())
          .filter(service -> service.owner() == PlatformService.EVENT_BUS)
          .map(AwsService::id)
          .collect(Collectors.toUnmodifiableSet());

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
    return Map.of(
        "DeliveryConfiguration", "leases tell processes that have died, in wall time",
        "StreamConfiguration", "leases tell processes that have died, in wall time",
        "ShardLeases", "leases tell processes that have died, in wall time",
        "ShardReaders", "how long an idle client of Kafka is kept bounds what it costs",
        "StreamRelays", "how soon Kafka is asked again bounds the load on it");
  }

  @Test
  void featuresOfAllServicesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(*).(*)..")
        .should()
        .beFreeOfCycles()
        .because("a service's features are understood without their users")
        .check(CLASSES);
  }

  @Test
  void servicesNeverSeeEachOther() {
    slices()
        .matching(ROOT + ".(*)..")
        .that(areServices())
        .should()
        .notDependOnEachOther()
        .because("AWS services that share this process talk through SDK interfaces alone")
        .check(CLASSES);
  }

  private static DescribedPredicate<Slice> areServices() {
    return DescribedPredicate.describe(
        "are AWS services", slice -> AWS_SERVICES.contains(slice.getNamePart(1)));
  }

  @Test
  void whatServicesShareKnowsNoneOfThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".delivery..", ROOT + ".storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            AWS_SERVICES.stream()
                .map(service -> ROOT + "." + service + "..")
                .toArray(String[]::new))
        .because("every service hands its events to the same outbox")
        .check(CLASSES);
  }

  @Test
  void objectsKnowNothingOfWhoIsToldOfThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".s3.object..", ROOT + ".s3.multipart..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".s3.notification..", ROOT + ".delivery..")
        .because("notifications listen to objects, not the other way round")
        .check(CLASSES);
  }

  @Test
  void bucketsKnowNothingOfWhatIsInThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".s3.bucket..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".s3.object..",
            ROOT + ".s3.multipart..",
            ROOT + ".s3.bucketpolicy..",
            ROOT + ".s3.notification..")
        .because("objects, policies and notifications stand on buckets")
        .check(CLASSES);
  }
}
