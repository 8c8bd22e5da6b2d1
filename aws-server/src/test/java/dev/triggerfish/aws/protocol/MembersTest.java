package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

class MembersTest {

  static Stream<Arguments> requests() {
    return Stream.of(
        request("Publish", true, r -> r.publish(true)),
        request("Publish", false, r -> r.publish(false)),
        request("Publish", false, _ -> {}),
        request("Layers", true, r -> r.layers("arn")),
        request("Layers", false, r -> r.layers(List.of())),
        request("VpcConfig", true, r -> r.vpcConfig(v -> v.subnetIds("subnet-1"))),
        request("VpcConfig", false, r -> r.vpcConfig(v -> v.subnetIds(List.of()))),
        request("VpcConfig.SubnetIds", true, r -> r.vpcConfig(v -> v.subnetIds("subnet-1"))),
        request("VpcConfig.SubnetIds", false, r -> r.vpcConfig(v -> v.securityGroupIds("sg-1"))),
        request("VpcConfig.SubnetIds", false, _ -> {}),
        request("PackageType=Image", true, r -> r.packageType("Image")),
        request("PackageType=Image", false, r -> r.packageType("Zip")),
        request("PackageType=Image", false, _ -> {}),
        request(
            "SnapStart.ApplyOn=PublishedVersions",
            true,
            r -> r.snapStart(s -> s.applyOn("PublishedVersions"))),
        request(
            "SnapStart.ApplyOn=PublishedVersions", false, r -> r.snapStart(s -> s.applyOn("None"))),
        request("Timeout", true, r -> r.timeout(0)));
  }

  private static Arguments request(
      String path, boolean asked, Consumer<CreateFunctionRequest.Builder> change) {
    return arguments(path, asked, CreateFunctionRequest.builder().applyMutation(change).build());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requests")
  void knowsWhetherSomethingIsAskedFor(String path, boolean asked, CreateFunctionRequest request) {
    assertThat(Members.asksFor(request, path)).isEqualTo(asked);
  }

  @Test
  void refusesNamesThatNoRequestHas() {
    assertThatThrownBy(
            () -> Members.asksFor(CreateFunctionRequest.builder().build(), "NoSuchMember"))
        .hasMessageContaining("NoSuchMember");
  }
}
