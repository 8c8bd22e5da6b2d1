package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ACCOUNT;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ARN;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.code.CodeFixture;
import dev.triggerfish.invoker.code.Zips;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class FunctionLifeCycleTest {

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
  }

  @Test
  void aPendingFunctionBecomesActiveWithAnotherRevision() {
    var created = fixture.create(request -> {});
    assertThatThrownBy(() -> resolve(null))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "The operation cannot be performed at this time. The function is currently in the"
                + " following state: Pending");
    assertThatThrownBy(() -> fixture.updateConfiguration(request -> request.timeout(5)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The function is currently in the following state: Pending");

    fixture.settle();

    var active = fixture.get();
    assertThat(active.stateAsString()).isEqualTo("Active");
    assertThat(active.stateReason()).isNull();
    assertThat(active.stateReasonCodeAsString()).isNull();
    assertThat(active.lastUpdateStatusAsString()).isEqualTo("Successful");
    assertThat(active.lastUpdateStatusReason()).isNull();
    assertThat(active.revisionId()).isNotEqualTo(created.revisionId());
    assertThat(active.lastModified()).isEqualTo(created.lastModified());
    assertThat(resolve(null).version().codeRoot().resolve("a.py")).hasContent("1");
  }

  @Test
  void anUpdateTakesCodeFromS3() {
    fixture.active("fn");
    var before = fixture.get().codeSha256();
    fixture.buckets.put("bucket", "key", Zips.of("a.py", "of s3"));

    var updating = fixture.updateCode(request -> request.s3Bucket("bucket").s3Key("key"));

    assertThat(updating.codeSha256()).isNotEqualTo(before);
    assertThatThrownBy(() -> fixture.updateCode(r -> r.s3Bucket("bucket").s3Key("key")))
        .isInstanceOf(ResourceConflictException.class);
    fixture.settle();
    assertThatThrownBy(() -> fixture.updateCode(r -> r.s3Bucket("bucket").s3Key("none")))
        .hasMessageContaining("S3 Error Code: NoSuchKey");
    assertThat(fixture.get().codeSha256()).isEqualTo(updating.codeSha256());
  }

  @Test
  void whileAnUpdateIsInProgressThePreviousCodeServes() {
    fixture.active("fn");
    var before = resolve(null).version();

    var updating = fixture.updateCode(request -> request.zipFile(zip("2")));

    assertThat(updating.stateAsString()).isEqualTo("Active");
    assertThat(updating.lastUpdateStatusAsString()).isEqualTo("InProgress");
    assertThat(updating.lastUpdateStatusReason()).isEqualTo("The function is being created.");
    assertThat(updating.lastUpdateStatusReasonCodeAsString()).isEqualTo("Creating");
    assertThat(resolve(null).version()).isEqualTo(before);
    assertThatThrownBy(() -> fixture.updateConfiguration(request -> request.timeout(5)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "The operation cannot be performed at this time. An update is in progress for resource:"
                + " "
                + ARN
                + "fn");

    fixture.settle();

    var after = resolve(null).version();
    assertThat(after.codeRoot().resolve("a.py")).hasContent("2");
    assertThat(after.deploymentId()).isNotEqualTo(before.deploymentId());
    assertThat(before.codeRoot().resolve("a.py")).hasContent("1");
    assertThat(fixture.get().lastUpdateStatusAsString()).isEqualTo("Successful");
    assertThat(fixture.get().codeSha256()).isEqualTo(updating.codeSha256());
    assertThat(fixture.changes)
        .containsExactly("updated " + before.deploymentId() + " " + after.deploymentId());
  }

  @Test
  void everyMutationAndEveryTransitionHasARevisionOfItsOwn() {
    var revisions = new HashSet<String>();
    revisions.add(fixture.create(request -> {}).revisionId());
    fixture.settle();
    revisions.add(fixture.get().revisionId());
    // The same values again are an update too.
    revisions.add(fixture.updateConfiguration(request -> request.timeout(3)).revisionId());
    fixture.settle();
    revisions.add(fixture.get().revisionId());

    assertThat(revisions).hasSize(4);
  }

  @Test
  void configurationChangesOnlyWhatIsGiven() {
    fixture.create(
        request ->
            request
                .description("old")
                .memorySize(256)
                .environment(e -> e.variables(Map.of("KEY", "value"))));
    fixture.settle();

    fixture.updateConfiguration(
        request ->
            request.description("").timeout(9).loggingConfig(logging -> logging.logGroup("/mine")));
    fixture.settle();

    var function = fixture.get();
    assertThat(function.description()).isEmpty();
    assertThat(function.memorySize()).isEqualTo(256);
    assertThat(function.environment().variables()).containsExactly(Map.entry("KEY", "value"));
    var version = resolve(null).version();
    assertThat(version.timeoutSeconds()).isEqualTo(9);
    assertThat(version.logGroup()).isEqualTo("/mine");
    assertThat(version.environment()).containsExactly(Map.entry("KEY", "value"));
  }

  @Test
  void aStaleRevisionIsRefused() {
    var stale = fixture.create(request -> {}).revisionId();
    fixture.settle();

    assertThatThrownBy(() -> fixture.updateConfiguration(r -> r.timeout(5).revisionId(stale)))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessageContaining(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    fixture.updateCode(r -> r.zipFile(zip("2")).revisionId(fixture.get().revisionId()));
  }

  @Test
  void aDryRunChecksAndChangesNothing() {
    fixture.active("fn");
    var before = fixture.get();

    var reply = fixture.updateCode(request -> request.zipFile(zip("2")).dryRun(true));

    assertThat(reply.codeSha256()).isNotEqualTo(before.codeSha256());
    assertThat(fixture.get()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                fixture.updateCode(
                    request -> request.zipFile(SdkBytes.fromUtf8String("no zip")).dryRun(true)))
        .hasMessageContaining("Could not unzip uploaded file.");
  }

  @Test
  void aRestartFinishesWhatWasInProgress() {
    fixture.create(request -> {});

    fixture.start();
    fixture.settle();

    assertThat(fixture.get().stateAsString()).isEqualTo("Active");
  }

  @Test
  void aRestartFinishesAnUpdate() {
    fixture.active("fn");
    fixture.updateCode(request -> request.zipFile(zip("2")));

    fixture.start();
    assertThat(resolve(null).version().codeRoot().resolve("a.py")).hasContent("1");
    fixture.settle();

    assertThat(resolve(null).version().codeRoot().resolve("a.py")).hasContent("2");
  }

  @Test
  void aFunctionWhoseCodeIsLostFails() {
    fixture.create(request -> {});
    loseCode();

    fixture.settle();

    var failed = fixture.get();
    assertThat(failed.stateAsString()).isEqualTo("Failed");
    assertThat(failed.stateReasonCodeAsString()).isEqualTo("InternalError");
    assertThatThrownBy(() -> resolve(null))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("The function is currently in the following state: Failed");
    delete();
  }

  @Test
  void anUpdateWhoseCodeIsLostLeavesThePreviousCodeServing() {
    fixture.active("fn");
    var before = resolve(null).version();
    fixture.updateCode(request -> request.zipFile(zip("2")));
    loseCode();

    fixture.settle();

    assertThat(fixture.get().stateAsString()).isEqualTo("Active");
    assertThat(fixture.get().lastUpdateStatusAsString()).isEqualTo("Failed");
    assertThat(fixture.get().lastUpdateStatusReasonCodeAsString()).isEqualTo("InternalError");
    assertThat(resolve(null).version()).isEqualTo(before);
    fixture.updateCode(request -> request.zipFile(zip("3")));
  }

  @Test
  void aDeletedFunctionCanBeCreatedAgainAtOnce() {
    fixture.create(request -> {});
    delete();
    assertThatThrownBy(() -> resolve(null)).isInstanceOf(ResourceNotFoundException.class);

    fixture.create(request -> request.code(code -> code.zipFile(zip("2"))));
    fixture.settle();

    assertThat(resolve(null).version().codeRoot().resolve("a.py")).hasContent("2");
    assertThat(fixture.changes).isEmpty();
  }

  @Test
  void deletingTellsWhoHoldsEnvironments() {
    fixture.active("fn");
    var version = resolve(null).version();

    delete();

    assertThat(fixture.changes).containsExactly("deleted " + version.deploymentId());
    assertThatThrownBy(() -> resolve(null)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void codeIsNeededAsLongAsAFunctionRefersToIt() {
    fixture.active("fn");
    var root = resolve(null).version().codeRoot().getFileName();
    var first = String.valueOf(root);

    fixture.updateCode(request -> request.zipFile(zip("2")));
    assertThat(fixture.references.usesCode(first)).isTrue();
    fixture.settle();

    assertThat(fixture.references.usesCode(first)).isFalse();
  }

  @Test
  void resolvingRepeatsTheArnAsItWasAddressed() {
    fixture.active("fn");

    assertThat(resolve(null).invokedArn()).isEqualTo(ARN + "fn");
    assertThat(resolve("$LATEST").invokedArn()).isEqualTo(ARN + "fn:$LATEST");
    assertThatThrownBy(() -> resolve("live"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "fn:live");
    assertThatThrownBy(() -> fixture.versions.resolve(ACCOUNT, "us-east-1", "no", null))
        .hasMessageContaining("Function not found: " + ARN + "no:$LATEST");
  }

  @Test
  void onlyTransitionsOfTheTableAreTaken() {
    var taken = new HashSet<String>();
    for (var from : LifeCycle.values()) {
      for (var to : EnumSet.allOf(LifeCycle.class)) {
        if (from.canBecome(to)) {
          taken.add(from + " " + to);
        } else {
          assertThatThrownBy(() -> from.become(to)).isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThat(taken)
        .isEqualTo(
            Set.of(
                "CREATING ACTIVE",
                "CREATING CREATION_FAILED",
                "ACTIVE UPDATING",
                "UPDATING ACTIVE",
                "UPDATING UPDATE_FAILED",
                "UPDATE_FAILED UPDATING"));
  }

  /** Takes the newest code out of the store, as a failing disk would. */
  private void loseCode() {
    var function = fixture.functions.require(new FunctionKey(ACCOUNT, "us-east-1", "fn"), null);
    CodeFixture.lose(fixture.codes, function.code().sha256());
  }

  private void delete() {
    fixture
        .deleteFunction()
        .deleteFunction(
            DeleteFunctionRequest.builder().functionName("fn").build(), FunctionFixture.caller());
  }

  private FunctionResolver.ResolvedFunction resolve(@Nullable String qualifier) {
    return fixture.versions.resolve(ACCOUNT, "us-east-1", "fn", qualifier);
  }
}
