package dev.triggerfish.aws.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.model.ServiceModels;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sts.StsClient;

class AwsServiceTest {

  private final ServiceModels models = new ServiceModels();

  @ParameterizedTest
  @EnumSource
  void aRowSaysWhatAwsPublishedModelSays(AwsService service) {
    var model = models.get(service.id());

    assertThat(service.signingName()).isEqualTo(model.signingName());
    assertThat(service.protocols()).isEqualTo(model.protocols());
    assertThat(service.targetPrefix()).isEqualTo(model.targetPrefix());
    assertThat(model.operations().all())
        .allSatisfy(
            operation ->
                assertThat(operation.requestClass())
                    .startsWith(
                        "software.amazon.awssdk.services." + service.sdkPackage() + ".model."));
  }

  @Test
  void aClientInterfaceTellsItsService() {
    assertThat(AwsService.ofClient(StsClient.class)).isEqualTo(AwsService.STS);
    assertThat(AwsService.ofClient(DynamoDbStreamsClient.class))
        .isEqualTo(AwsService.DYNAMODB_STREAMS);
    assertThatThrownBy(() -> AwsService.ofClient(String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyProcessHasANameByWhichItsKeyIsKnown(PlatformService service) {
    assertThat(service.principals()).isNotEmpty();
    assertThat(PlatformService.speakingAs(service.principals().getFirst())).contains(service);
  }

  @Test
  void aProcessSpeaksAsItsOwnServicesAlone() {
    var bus = PlatformService.EVENT_BUS.principals().getFirst();

    assertThat(PlatformService.maySpeakAs(bus, "s3.amazonaws.com")).isTrue();
    assertThat(PlatformService.maySpeakAs(bus, "sqs.amazonaws.com")).isTrue();
    assertThat(PlatformService.maySpeakAs(bus, "lambda.amazonaws.com")).isFalse();
    assertThat(PlatformService.maySpeakAs("lambda.amazonaws.com", bus)).isFalse();
    assertThat(PlatformService.forwardsTo("lambda.amazonaws.com")).containsExactly("s3");
    assertThat(PlatformService.forwardsTo(bus)).isEmpty();
  }

  @Test
  void oneAddressPerProcessIsEnough() {
    var addresses = new PlatformAddresses(Map.of("invoker", URI.create("http://invoker:1")));

    assertThat(addresses.of(AwsService.LAMBDA.owner())).isEqualTo(URI.create("http://invoker:1"));
    assertThat(addresses.of(AwsService.SQS.owner())).isEqualTo(URI.create("http://127.0.0.1:4573"));
    assertThat(addresses.others(PlatformService.GATEWAY))
        .containsOnlyKeys(
            PlatformService.IAM,
            PlatformService.INVOKER,
            PlatformService.EVENT_BUS,
            PlatformService.LOGS);
    assertThatThrownBy(
            () -> new PlatformAddresses(Map.of("lambda", URI.create("http://invoker:1"))))
        .hasMessageContaining("triggerfish.addresses.lambda");
  }
}
