package dev.triggerfish.eventbus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements ClientPatternRules {

  private static final String ROOT = "dev.triggerfish.eventbus";
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
  void deliveryKnowsNothingOfWhatIsDelivered() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".bucket..",
            ROOT + ".object..",
            ROOT + ".notification..",
            ROOT + ".topic..",
            ROOT + ".subscription..",
            ROOT + ".publish..")
        .because("every source hands its events to the same outbox")
        .check(CLASSES);
  }

  @Test
  void topicsAndBucketsKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".topic..", ROOT + ".subscription..", ROOT + ".publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".bucket..",
            ROOT + ".bucketpolicy..",
            ROOT + ".object..",
            ROOT + ".multipart..",
            ROOT + ".notification..")
        .because("SNS and S3 are services of their own that share the outbox alone")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".bucket..",
            ROOT + ".bucketpolicy..",
            ROOT + ".object..",
            ROOT + ".multipart..",
            ROOT + ".notification..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".topic..", ROOT + ".subscription..", ROOT + ".publish..")
        .because("SNS and S3 are services of their own that share the outbox alone")
        .check(CLASSES);
  }

  @Test
  void objectsKnowNothingOfWhoIsToldOfThem() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".object..", ROOT + ".multipart..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".notification..", ROOT + ".delivery..")
        .because("notifications listen to objects, not the other way round")
        .check(CLASSES);
  }

  @Test
  void bucketsKnowNothingOfWhatIsInThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".bucket..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".object..",
            ROOT + ".multipart..",
            ROOT + ".bucketpolicy..",
            ROOT + ".notification..")
        .because("objects, policies and notifications stand on buckets")
        .check(CLASSES);
  }
}
