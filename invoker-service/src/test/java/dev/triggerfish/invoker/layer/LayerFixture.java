package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.code.CodeFixture;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.code.FakeBuckets;
import dev.triggerfish.invoker.code.Zips;
import dev.triggerfish.invoker.permission.PermissionFixtures;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/** The operations on layers, wired to H2. */
final class LayerFixture {

  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:layer:";

  final LayerStore store;
  final LayerPolicies policies;
  final CodeStore codes;
  final FakeBuckets buckets = new FakeBuckets();
  final List<String> required = new ArrayList<>();
  final PublishLayerVersion publishing;
  final GetLayerVersion getting;
  final ListLayers lists;
  final DeleteLayerVersion deletion;
  final LayerVersionPermissions permissions;
  final LayersForFunctions forFunctions;

  LayerFixture(TestDatabase testDatabase, Path folder) {
    var storage = testDatabase.storage(folder);
    var database = storage.database("invoker");
    store = new LayerStore(database);
    codes = CodeFixture.codeStore(storage);
    var policyStore = new LayerPolicyStore(database);
    var decisive = PermissionFixtures.policies(new LayerPolicies.Source(policyStore));
    policies = new LayerPolicies(policyStore, decisive);
    var replies = new LayerReplies(CodeFixture.codeLinks());
    publishing =
        new PublishLayerVersion(
            store, CodeFixture.codeIntake(codes, buckets), replies, new ManualClock());
    getting = new GetLayerVersion(store, replies);
    lists = new ListLayers(store);
    deletion = new DeleteLayerVersion(store, policies);
    permissions = new LayerVersionPermissions(policies);
    forFunctions = new LayersForFunctions(store, new RecordingAuthorizer());
  }

  PublishLayerVersionResponse publish(
      String name, Consumer<PublishLayerVersionRequest.Builder> change) {
    var request =
        PublishLayerVersionRequest.builder()
            .layerName(name)
            .content(c -> c.zipFile(SdkBytes.fromByteArray(Zips.of("python/m.py", "x = 1"))))
            .applyMutation(change)
            .build();
    return publishing.publishLayerVersion(request, caller());
  }

  AddLayerVersionPermissionResponse allow(
      String name, Consumer<AddLayerVersionPermissionRequest.Builder> change) {
    var request =
        AddLayerVersionPermissionRequest.builder()
            .layerName(name)
            .versionNumber(1L)
            .statementId("s1")
            .action("lambda:GetLayerVersion")
            .principal("*")
            .applyMutation(change)
            .build();
    return permissions.addLayerVersionPermission(request, caller());
  }

  static Caller caller() {
    var account = "000000000000";
    return new Caller(
        new Principal.Root(account),
        account,
        "us-east-1",
        "request",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null);
  }

  private final class RecordingAuthorizer implements Authorizer {
    @Override
    public void require(
        Caller caller, String action, String resource, Map<String, List<String>> context) {
      required.add(action + " " + resource);
    }

    @Override
    public Decision decide(
        Principal principal, String action, String resource, Map<String, List<String>> context) {
      throw new UnsupportedOperationException();
    }
  }
}
