package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ACCOUNT;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ARN;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.caller;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.request;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class VersionsTest {

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
  }

  @Test
  void aPublishedVersionIsFrozen() {
    active(Map.of("STAGE", "one"));
    var published = fixture.publish(request -> request.description("first"));
    var before = resolve("1").version();

    fixture.updateCode(request -> request.zipFile(zip("2")));
    fixture.settle();
    fixture.updateConfiguration(
        request -> request.timeout(9).environment(e -> e.variables(Map.of("STAGE", "two"))));
    fixture.settle();

    assertThat(resolve("1").version()).isEqualTo(before);
    assertThat(before.version()).isEqualTo("1");
    assertThat(before.environment()).isEqualTo(Map.of("STAGE", "one"));
    assertThat(before.codeRoot().resolve("a.py")).hasContent("1");
    assertThat(before.deploymentId()).isNotEqualTo(resolve(null).version().deploymentId());
    assertThat(resolve("1").invokedArn()).isEqualTo(ARN + "fn:1");
    assertThat(resolve(null).version().codeRoot().resolve("a.py")).hasContent("2");
    var shown = get("1");
    assertThat(shown.functionArn()).isEqualTo(ARN + "fn:1");
    assertThat(shown.description()).isEqualTo("first");
    assertThat(shown.timeout()).isEqualTo(3);
    assertThat(shown.revisionId()).isEqualTo(published.revisionId());
    assertThat(get(null).description()).isEmpty();
  }

  @Test
  void publishingRenewsTheRevisionOfLatest() {
    active(Map.of());
    var before = get(null).revisionId();

    var published = fixture.publish(request -> request.revisionId(before));

    assertThat(published.stateAsString()).isEqualTo("Active");
    assertThat(published.lastUpdateStatusAsString()).isEqualTo("Successful");
    assertThat(get(null).revisionId()).isNotIn(before, published.revisionId());
    assertThatThrownBy(() -> fixture.publish(request -> request.revisionId(before)))
        .isInstanceOf(PreconditionFailedException.class);
  }

  @Test
  void whatHasNotChangedIsNotPublishedAgain() {
    active(Map.of());
    var first = fixture.publish(request -> request.description("own"));
    var latest = get(null).revisionId();

    var again = fixture.publish(request -> request.description("another"));

    assertThat(again.version()).isEqualTo("1");
    assertThat(again.description()).isEqualTo("own");
    assertThat(again.revisionId()).isEqualTo(first.revisionId());
    assertThat(get(null).revisionId()).isEqualTo(latest);

    fixture.updateConfiguration(request -> request.description("changed"));
    fixture.settle();
    assertThat(fixture.publish(request -> {}).version()).isEqualTo("2");
    assertThat(fixture.publish(request -> {}).version()).isEqualTo("2");
    fixture.updateCode(request -> request.zipFile(zip("2")));
    fixture.settle();
    assertThat(fixture.publish(request -> {}).version()).isEqualTo("3");
  }

  @Test
  void numbersAreNotGivenTwice() {
    active(Map.of());
    fixture.publish(request -> {});
    fixture.delete("fn", "1");

    assertThat(fixture.publish(request -> {}).version()).isEqualTo("2");
  }

  @Test
  void otherCodeThanTheClientMeansIsNotPublished() {
    active(Map.of());
    var code = get(null).codeSha256();

    assertThatThrownBy(() -> fixture.publish(request -> request.codeSha256("x")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "CodeSHA256 (x) is different from current CodeSHA256 in $LATEST ("
                + code
                + "). Please try again with the CodeSHA256 in $LATEST.");
    assertThat(fixture.publish(request -> request.codeSha256(code)).version()).isEqualTo("1");
  }

  @Test
  void whatIsNotDeployedCannotBePublished() {
    fixture.create(request -> {});
    assertThatThrownBy(() -> fixture.publish(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The function is currently in the following state: Pending");
    fixture.settle();
    fixture.updateConfiguration(request -> request.timeout(9));

    assertThatThrownBy(() -> fixture.publish(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("An update is in progress for resource: " + ARN + "fn");
  }

  @Test
  void aFunctionIsCreatedWithItsFirstVersion() {
    var created = fixture.create(request -> request.publish(true));

    assertThat(created.functionArn()).isEqualTo(ARN + "fn");
    assertThat(created.version()).isEqualTo("1");
    assertThat(created.stateAsString()).isEqualTo("Pending");
    assertThatThrownBy(() -> resolve("1"))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The function is currently in the following state: Pending");

    fixture.settle();

    assertThat(get("1").stateAsString()).isEqualTo("Active");
    assertThat(get("1").revisionId()).isNotEqualTo(get(null).revisionId());
    assertThat(resolve("1").version().codeRoot().resolve("a.py")).hasContent("1");
    assertThat(fixture.publish(request -> {}).version()).isEqualTo("1");
  }

  @Test
  void newCodeIsPublishedAtOnce() {
    active(Map.of());

    var published = fixture.updateCode(request -> request.zipFile(zip("2")).publish(true));

    assertThat(published.functionArn()).isEqualTo(ARN + "fn:1");
    assertThat(published.version()).isEqualTo("1");
    assertThat(published.stateAsString()).isEqualTo("Pending");
    assertThat(get("$LATEST").lastUpdateStatusAsString()).isEqualTo("InProgress");
    fixture.settle();
    assertThat(resolve("1").version().codeRoot().resolve("a.py")).hasContent("2");

    var same = fixture.updateCode(request -> request.zipFile(zip("2")).publish(true));
    assertThat(same.version()).isEqualTo("1");
  }

  @Test
  void aRestartFinishesAPublishedVersion() {
    fixture.create(request -> request.publish(true));

    fixture.start();
    fixture.settle();

    assertThat(get("1").stateAsString()).isEqualTo("Active");
    assertThat(resolve("1").version().codeRoot().resolve("a.py")).hasContent("1");
  }

  @Test
  void versionsAreListedByNumber() {
    publishTwelve();

    var versions = new ListFunctions(fixture.functions, fixture.store);
    var first =
        versions.listVersionsByFunction(
            ListVersionsByFunctionRequest.builder().functionName("fn").maxItems(10).build(),
            caller());
    var second =
        versions.listVersionsByFunction(
            ListVersionsByFunctionRequest.builder()
                .functionName("fn")
                .marker(first.nextMarker())
                .build(),
            caller());

    assertThat(first.versions())
        .extracting(FunctionConfiguration::version)
        .containsExactly("$LATEST", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(first.versions().getFirst().functionArn()).isEqualTo(ARN + "fn:$LATEST");
    assertThat(second.versions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + "fn:10", ARN + "fn:11", ARN + "fn:12");
    assertThat(second.nextMarker()).isNull();
    assertThat(second.versions().getFirst().state()).isNull();
  }

  @Test
  void allVersionsOfAllFunctionsAreListedByPages() {
    fixture.active("other");
    active(Map.of());
    fixture.publish(request -> {});

    var first =
        fixture
            .listFunctions()
            .listFunctions(
                ListFunctionsRequest.builder().functionVersion("ALL").maxItems(1).build(),
                caller());
    var second =
        fixture
            .listFunctions()
            .listFunctions(
                ListFunctionsRequest.builder()
                    .functionVersion("ALL")
                    .marker(first.nextMarker())
                    .build(),
                caller());

    assertThat(first.functions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + "fn:$LATEST");
    assertThat(second.functions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + "fn:1", ARN + "other:$LATEST");
  }

  @Test
  void aDeletedVersionIsGoneAloneAndItsHoldersAreTold() {
    active(Map.of());
    fixture.publish(request -> {});
    resolve("1");

    fixture.delete("fn", "1");

    assertThat(fixture.gone).containsExactly("fn:1");
    assertThat(fixture.changes).isEmpty();
    assertThatThrownBy(() -> resolve("1"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "fn:1");
    assertThat(resolve(null).version().version()).isEqualTo("$LATEST");
    fixture.delete("fn", "1");
    assertThat(fixture.gone).hasSize(1);
  }

  @Test
  void aVersionThatAliasesLeadToCannotBeDeleted() {
    active(Map.of());
    fixture.publish(request -> {});
    fixture.aliases.put("live", "1", null, 0);
    fixture.aliases.put("canary", "$LATEST", "1", 0.1);

    assertThatThrownBy(() -> fixture.delete("fn", "1"))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "Unable to delete version because the following aliases reference it: [canary, live]");
    assertThat(resolve("1").version().version()).isEqualTo("1");
    assertThat(fixture.gone).isEmpty();
  }

  @Test
  void aDeletedFunctionTakesVersionsAndAliasesAlong() {
    active(Map.of());
    fixture.publish(request -> {});
    fixture.aliases.put("live", "1", null, 0);
    resolve("1");

    fixture.delete("fn", null);

    assertThat(fixture.gone).containsExactlyInAnyOrder("fn:live", "fn:1", "fn:$LATEST");
    for (var qualifier : List.of("1", "live", "$LATEST")) {
      assertThatThrownBy(() -> resolve(qualifier))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("Function not found: " + ARN + "fn:" + qualifier);
    }
  }

  @Test
  void anAliasIsShownByTheVersionThatItLeadsToFirst() {
    active(Map.of());
    fixture.publish(request -> {});
    fixture.aliases.put("live", "1", "$LATEST", 1);

    var shown = get("live");

    assertThat(shown.functionArn()).isEqualTo(ARN + "fn:live");
    assertThat(shown.version()).isEqualTo("1");
    assertThat(resolve("live").version().version()).isEqualTo("$LATEST");
    assertThat(resolve("live").invokedArn()).isEqualTo(ARN + "fn:live");
  }

  @Test
  void codeOfAVersionIsNeededAsLongAsTheVersionIsThere() {
    active(Map.of());
    fixture.publish(request -> {});
    var code = String.valueOf(resolve("1").version().codeRoot().getFileName());
    fixture.updateCode(request -> request.zipFile(zip("2")));
    fixture.settle();

    assertThat(fixture.references.usesCode(code)).isTrue();
    fixture.delete("fn", "1");
    assertThat(fixture.references.usesCode(code)).isFalse();
  }

  @Test
  void theCodeOfEveryVersionCounts() {
    active(Map.of());
    var size = get(null).codeSize();
    assertThat(usage("us-east-1")).isEqualTo(new FunctionCatalog.Usage(1, size));
    fixture.publish(request -> {});

    fixture.updateCode(request -> request.zipFile(zip("longer")));
    fixture.settle();

    assertThat(usage("us-east-1"))
        .isEqualTo(new FunctionCatalog.Usage(1, size + get(null).codeSize()));
    assertThat(usage("eu-west-1")).isEqualTo(new FunctionCatalog.Usage(0, 0));
  }

  @Test
  void onlyLatestCanBeUpdated() {
    active(Map.of());
    fixture.publish(request -> {});

    assertThatThrownBy(
            () -> fixture.updateConfiguration(request -> request.functionName("fn:1").timeout(9)))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Aliases and versions do not support this operation.");
    assertThat(get("1").timeout()).isEqualTo(3);
    assertThat(get(null).timeout()).isEqualTo(3);
  }

  private FunctionCatalog.Usage usage(String region) {
    return fixture.functions.usage(ACCOUNT, region);
  }

  private void publishTwelve() {
    active(Map.of());
    for (var i = 0; i < 12; i++) {
      var timeout = 10 + i;
      fixture.updateConfiguration(request -> request.timeout(timeout));
      fixture.settle();
      fixture.publish(request -> {});
    }
  }

  private void active(Map<String, String> variables) {
    fixture.create(request -> request.environment(e -> e.variables(variables)));
    fixture.settle();
  }

  private FunctionConfiguration get(@Nullable String qualifier) {
    return fixture.getFunction().getFunction(request("fn", qualifier), caller()).configuration();
  }

  private FunctionResolver.ResolvedFunction resolve(@Nullable String qualifier) {
    return fixture.versions.resolve(ACCOUNT, "us-east-1", "fn", qualifier);
  }
}
