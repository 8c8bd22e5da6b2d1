package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionRevisions;
import dev.triggerfish.policy.AccessRequest;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.PolicyEvaluator;
import dev.triggerfish.policy.PolicySet;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The operations on permissions, wired to H2; of functions there is only what the store needs. */
final class PermissionFixture {

  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:fn";

  /** Revisions of what there is, by ARN. */
  final Map<String, String> revisions = new TreeMap<>();

  final FunctionPolicies policies;
  final LambdaResourcePolicies decisive;
  private final Database database;
  private int renewed;

  PermissionFixture(TestDatabase database) {
    this.database = database.database();
    var store = new FunctionPolicyStore(database.database());
    decisive = new LambdaResourcePolicies(() -> List.of(new StoredFunctionPolicies(store)));
    policies = new FunctionPolicies(store, new FakeRevisions(), decisive);
    create();
  }

  /** A function with a version and an alias. */
  void create() {
    database
        .jdbc()
        .sql(
            "INSERT INTO lambda_function (account_id, region, name, tags)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', '{}')")
        .update();
    for (var qualifier : List.of("", ":1", ":live")) {
      revisions.put(ARN + qualifier, "first" + qualifier);
    }
  }

  void deleteUnseen() {
    database.jdbc().sql("DELETE FROM lambda_function").update();
    revisions.clear();
  }

  String add(Consumer<AddPermissionRequest.Builder> change) {
    var request =
        AddPermissionRequest.builder()
            .functionName("fn")
            .statementId("s")
            .action("lambda:InvokeFunction")
            .principal("111122223333")
            .applyMutation(change)
            .build();
    return new AddPermission(policies).addPermission(request, caller()).statement();
  }

  void remove(String statementId, @Nullable String qualifier, @Nullable String revisionId) {
    new RemovePermission(policies)
        .removePermission(
            software.amazon.awssdk.services.lambda.model.RemovePermissionRequest.builder()
                .functionName("fn")
                .statementId(statementId)
                .qualifier(qualifier)
                .revisionId(revisionId)
                .build(),
            caller());
  }

  GetPolicyResponse get(@Nullable String qualifier) {
    return new GetPolicy(policies)
        .getPolicy(
            software.amazon.awssdk.services.lambda.model.GetPolicyRequest.builder()
                .functionName("fn")
                .qualifier(qualifier)
                .build(),
            caller());
  }

  /** What the policies say about an invocation by somebody who has no policies of his own. */
  Decision decide(Principal principal, String arn, Map<String, List<String>> context) {
    return PolicyEvaluator.decide(
        new AccessRequest(principal, "lambda:InvokeFunction", arn, "000000000000", context),
        PolicySet.of(List.of(), decisive.policyOf(arn)));
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

  private final class FakeRevisions implements FunctionRevisions {
    @Override
    public String latest(FunctionName name) {
      var arn = new FunctionTarget(name).arn();
      var revision = revisions.get(arn);
      if (revision == null) {
        throw ResourceNotFoundException.builder().message("Function not found: " + arn).build();
      }
      return revision;
    }

    @Override
    public String renew(FunctionName name) {
      var revision = "renewed-" + ++renewed;
      revisions.put(new FunctionTarget(name).arn(), revision);
      return revision;
    }
  }
}
