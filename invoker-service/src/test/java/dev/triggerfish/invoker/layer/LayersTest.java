package dev.triggerfish.invoker.layer;

import static dev.triggerfish.invoker.layer.LayerFixture.ARN;
import static dev.triggerfish.invoker.layer.LayerFixture.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.code.Zips;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class LayersTest {

  private LayerFixture fixture;

  @BeforeEach
  void layers(TestDatabase database, @TempDir Path folder) {
    fixture = new LayerFixture(database, folder);
  }

  private GetLayerVersionResponse get(String layer, long version) {
    var request = GetLayerVersionRequest.builder().layerName(layer).versionNumber(version).build();
    return fixture.getting.getLayerVersion(request, caller());
  }

  private void delete(String layer, long version) {
    var request =
        DeleteLayerVersionRequest.builder().layerName(layer).versionNumber(version).build();
    fixture.deletion.deleteLayerVersion(request, caller());
  }

  private GetLayerVersionPolicyResponse policy(String layer, long version) {
    var request =
        GetLayerVersionPolicyRequest.builder().layerName(layer).versionNumber(version).build();
    return fixture.permissions.getLayerVersionPolicy(request, caller());
  }

  private void disallow(String layer, String statementId, @Nullable String revisionId) {
    fixture.permissions.removeLayerVersionPermission(
        RemoveLayerVersionPermissionRequest.builder()
            .layerName(layer)
            .versionNumber(1L)
            .statementId(statementId)
            .revisionId(revisionId)
            .build(),
        caller());
  }

  @Test
  void aVersionIsMadeOfAnObjectInS3() {
    fixture.buckets.put("bucket", "key", Zips.of("python/m.py", "x = 2"));

    var published =
        fixture.publish("of-s3", r -> r.content(c -> c.s3Bucket("bucket").s3Key("key")));

    assertThat(published.version()).isEqualTo(1);
    assertThat(fixture.buckets.sessions())
        .singleElement()
        .satisfies(session -> assertThat(session.principal()).isEqualTo(caller().principal()));
    assertThatThrownBy(
            () -> fixture.publish("of-s3", r -> r.content(c -> c.s3Bucket("bucket").s3Key("no"))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("S3 Error Code: NoSuchKey");
    assertThat(fixture.publish("of-s3", r -> {}).version()).isEqualTo(2);
  }

  private static void assertMissing(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aVersionIsShownAsItWasPublished() {
    var published =
        fixture.publish(
            "l",
            request ->
                request
                    .description("d")
                    .licenseInfo("MIT")
                    .compatibleRuntimesWithStrings("python3.12", "python3.7")
                    .compatibleArchitecturesWithStrings("x86_64"));

    assertThat(published.layerArn()).isEqualTo(ARN + "l");
    assertThat(published.layerVersionArn()).isEqualTo(ARN + "l:1");
    assertThat(published.content().codeSha256()).matches("[A-Za-z0-9+/]{43}=");
    assertThat(published.createdDate()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}\\+0000");
    var got = get("l", 1);
    assertThat(got.compatibleRuntimesAsStrings()).containsExactly("python3.12", "python3.7");
    assertThat(got.compatibleArchitecturesAsStrings()).containsExactly("x86_64");
    assertThat(got.licenseInfo()).isEqualTo("MIT");
    assertThat(got.content().codeSize()).isEqualTo(published.content().codeSize());
    assertThat(get(ARN + "l", 1).layerVersionArn()).isEqualTo(ARN + "l:1");
    var byArn = GetLayerVersionByArnRequest.builder().arn(ARN + "l:1").build();
    assertThat(fixture.getting.getLayerVersionByArn(byArn, caller()).version()).isEqualTo(1);
  }

  @Test
  void whatWasNotSaidIsNotShown() {
    var published = fixture.publish("l", request -> {});

    assertThat(published.hasCompatibleRuntimes()).isFalse();
    assertThat(published.hasCompatibleArchitectures()).isFalse();
    assertThat(published.licenseInfo()).isNull();
    assertThat(published.description()).isEmpty();
  }

  @Test
  void numbersAreNeverUsedAgain() {
    fixture.publish("l", request -> {});
    assertThat(fixture.publish("l", request -> {}).version()).isEqualTo(2);
    delete("l", 1);
    delete("l", 2);
    delete("l", 2);

    assertThat(fixture.publish("l", request -> {}).version()).isEqualTo(3);
    assertMissing(() -> get("l", 2), "The resource you requested does not exist.");
  }

  @Test
  void atOnceEachGetsANumberOfItsOwn() throws Exception {
    var numbers = new ArrayList<Long>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          IntStream.range(0, 8)
              .mapToObj(i -> executor.submit(() -> fixture.publish("l", request -> {}).version()))
              .toList();
      for (var future : futures) {
        numbers.add(future.get());
      }
    }

    assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void numbersBeginWithOne(long version) {
    assertThatThrownBy(() -> get("l", version))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageStartingWith("Layer Version Cannot be less than 1");
    assertThatThrownBy(() -> delete("l", version))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @Test
  void aLayersVersionsAreListedTheNewestFirstPageByPage() {
    for (var i = 0; i < 3; i++) {
      fixture.publish("l", request -> {});
    }
    var first =
        fixture.lists.listLayerVersions(
            ListLayerVersionsRequest.builder().layerName("l").maxItems(2).build(), caller());
    var second =
        fixture.lists.listLayerVersions(
            ListLayerVersionsRequest.builder()
                .layerName("l")
                .maxItems(2)
                .marker(first.nextMarker())
                .build(),
            caller());

    assertThat(first.layerVersions())
        .extracting(LayerVersionsListItem::version)
        .containsExactly(3L, 2L);
    assertThat(second.layerVersions())
        .extracting(LayerVersionsListItem::version)
        .containsExactly(1L);
    assertThat(second.nextMarker()).isNull();
    assertThat(
            fixture
                .lists
                .listLayerVersions(
                    ListLayerVersionsRequest.builder().layerName("no").build(), caller())
                .layerVersions())
        .isEmpty();
  }

  @Test
  void layersAreListedWithTheLatestVersionThatMatches() {
    fixture.publish("b", request -> request.compatibleRuntimesWithStrings("python3.12"));
    fixture.publish("b", request -> request.compatibleRuntimesWithStrings("nodejs22.x"));
    fixture.publish("a", request -> {});
    fixture.publish("gone", request -> {});
    delete("gone", 1);

    assertThat(listed(request -> {})).containsExactly(ARN + "a:1", ARN + "b:2");
    assertThat(listed(request -> request.compatibleRuntime("python3.12")))
        .containsExactly(ARN + "b:1");
    assertThat(listed(request -> request.compatibleArchitecture("arm64"))).isEmpty();
    var page = fixture.lists.listLayers(ListLayersRequest.builder().maxItems(1).build(), caller());
    assertThat(listed(request -> request.maxItems(1).marker(page.nextMarker())))
        .containsExactly(ARN + "b:2");
  }

  private List<String> listed(java.util.function.Consumer<ListLayersRequest.Builder> change) {
    var request = ListLayersRequest.builder().applyMutation(change).build();
    return fixture.lists.listLayers(request, caller()).layers().stream()
        .map(layer -> layer.latestMatchingVersion().layerVersionArn())
        .toList();
  }

  @Test
  void aPolicyGrowsAndShrinksAndEndsWithItsVersion() {
    fixture.publish("l", request -> {});
    assertMissing(() -> policy("l", 1), "No policy is associated with the given resource.");
    var first = fixture.allow("l", request -> {});
    var second = fixture.allow("l", request -> request.statementId("s2").principal("111122223333"));

    assertThat(policy("l", 1).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                + first.statement()
                + ","
                + second.statement()
                + "]}");
    assertThat(second.statement())
        .isEqualTo(
            "{\"Sid\":\"s2\",\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                + "\"Action\":\"lambda:GetLayerVersion\",\"Resource\":\""
                + ARN
                + "l:1\"}");
    assertThat(policy("l", 1).revisionId()).isEqualTo(second.revisionId());
    assertThatThrownBy(() -> fixture.allow("l", request -> {}))
        .isInstanceOf(ResourceConflictException.class);

    disallow("l", "s1", null);
    disallow("l", "s2", policy("l", 1).revisionId());

    assertMissing(() -> policy("l", 1), "No policy is associated with the given resource.");
    fixture.allow("l", request -> {});
    delete("l", 1);
    assertMissing(() -> policy("l", 1), "Layer version " + ARN + "l:1 does not exist.");
  }

  @Test
  void anOrganizationIsACondition() {
    fixture.publish("l", request -> {});

    assertThat(fixture.allow("l", request -> request.organizationId("o-1234567890")).statement())
        .endsWith("\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1234567890\"}}}");
  }

  @Test
  void onlyTheLatestRevisionOfAPolicyIsChanged() {
    fixture.publish("l", request -> {});
    fixture.allow("l", request -> {});

    assertThatThrownBy(
            () -> fixture.allow("l", request -> request.statementId("s2").revisionId("wrong")))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessageStartingWith(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetLayerPolicy API to retrieve the latest Revision Id");
    assertThatThrownBy(() -> disallow("l", "s1", "wrong"))
        .isInstanceOf(PreconditionFailedException.class);
    assertMissing(
        () -> disallow("l", "other", null), "Statement other is not found in resource policy.");
  }

  @Test
  void functionsGetWhatTheirCallersMayRead() {
    var published = fixture.publish("l", request -> {});

    var layer = fixture.forFunctions.require(ARN + "l:1", caller());

    assertThat(fixture.required).containsExactly("lambda:GetLayerVersion " + ARN + "l:1");
    assertThat(layer.arn()).isEqualTo(ARN + "l:1");
    assertThat(layer.size()).isEqualTo(published.content().codeSize());
    assertThat(layer.unzippedSize()).isEqualTo("x = 1".length());
    assertThat(fixture.store.usesCode(layer.sha256())).isTrue();
    assertThatThrownBy(() -> fixture.forFunctions.require(ARN + "l:2", caller()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageStartingWith("Layer version " + ARN + "l:2 does not exist.");
  }
}
