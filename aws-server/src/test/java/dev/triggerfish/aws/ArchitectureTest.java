package dev.triggerfish.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.triggerfish.architecture.WallTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.triggerfish.aws");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.triggerfish.aws.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package that needs its user back is not a package of its own")
        .check(CLASSES);
  }

  @Test
  void onlyTheProtocolLayerTouchesTheSdksFields() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..protocol..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("software.amazon.awssdk.core.SdkField")
        .because("SdkField is the SDK's own affair and may change with any version")
        .check(CLASSES);
  }

  @Test
  void wallTimeIsReadOnlyWhereTheClientsClockCounts() {
    WallTime.check(
        CLASSES,
        Map.ofEntries(
            Map.entry("Compaction", "how long H2 keeps what has been replaced is wall time"),
            Map.entry("ClockConfiguration", "platform time is wall time and an offset"),
            Map.entry("KafkaSharedClock", "how long an advance waits for Kafka is a time-out"),
            Map.entry("OperationPerformer", "how long a call took is what its caller has waited"),
            Map.entry("PipelineConfiguration", "clients sign with their wall clocks"),
            Map.entry(
                "RemoteIdentityAuthority", "requests to iam-service are signed by the wall clock"),
            Map.entry("TraceHeader", "X-Ray reads the time in a trace ID as wall time"),
            Map.entry("HttpPeerPages", "how long another process is waited for is a time-out"),
            Map.entry("KafkaTopic", "how long Kafka is waited for is a time-out"),
            Map.entry("KafkaOutboxTopic", "how long Kafka is waited for is a time-out"),
            Map.entry("OutboxRelay", "how long Kafka is waited for is a time-out"),
            Map.entry("OwnedPartition", "how long a handler may take to leave is a time-out"),
            Map.entry("PartitionPoller", "how soon Kafka is asked again bounds the load on it"),
            Map.entry("PartitionShares", "leases tell processes that have died, in wall time")));
  }

  @Test
  void digestsAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..digest..")
        .should()
        .callMethod(java.security.MessageDigest.class, "getInstance", String.class)
        .because("Digest has each algorithm that we use")
        .check(CLASSES);
  }
}
