package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/** The list of managed policies. */
final class PolicyListing implements OperationGroup {

  private final PolicyStore store;
  private final AwsManagedPolicies provided;
  private final PrincipalPolicies attachments;
  private final Policies answers;

  PolicyListing(PolicyStore store, AwsManagedPolicies provided, PrincipalPolicies attachments) {
    this.store = store;
    this.provided = provided;
    this.attachments = attachments;
    this.answers = new Policies(attachments);
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListPolicies",
      acts = {"Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems"})
  ListPoliciesResponse listPolicies(ListPoliciesRequest request, Caller caller) {
    var prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    var page =
        Pages.of(
            inScope(request, caller.accountId())
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(inUse(request, caller.accountId()))
                .toList(),
            PolicyListing::order,
            request.marker(),
            request.maxItems());
    return ListPoliciesResponse.builder()
        .policies(
            page.items().stream()
                .map(policy -> answers.listed(policy, caller.accountId()))
                .toList())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  private Stream<ManagedPolicy> inScope(ListPoliciesRequest request, String accountId) {
    var scope = Objects.requireNonNullElse(request.scope(), PolicyScopeType.ALL);
    return switch (scope) {
      case AWS -> provided.all().stream();
      case LOCAL -> store.ofAccount(accountId).stream();
      case ALL, UNKNOWN_TO_SDK_VERSION ->
          Stream.concat(store.ofAccount(accountId).stream(), provided.all().stream());
    };
  }

  private Predicate<ManagedPolicy> inUse(ListPoliciesRequest request, String accountId) {
    Predicate<ManagedPolicy> attached =
        policy -> !attachments.attachedTo(policy.arn(), accountId).isEmpty();
    Predicate<ManagedPolicy> boundary =
        policy -> attachments.boundaryOf(policy.arn(), accountId) > 0;
    if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_POLICY) {
      return attached;
    }
    if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY) {
      return boundary;
    }
    return Boolean.TRUE.equals(request.onlyAttached()) ? attached.or(boundary) : policy -> true;
  }

  /** Customers' policies come first, each kind by name. */
  private static String order(ManagedPolicy policy) {
    return (policy.accountId().equals(ManagedPolicy.AWS) ? "1" : "0")
        + policy.name().toLowerCase(Locale.ROOT);
  }
}
