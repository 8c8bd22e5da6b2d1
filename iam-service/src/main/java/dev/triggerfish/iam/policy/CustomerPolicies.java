package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.policydocument.PolicyDocuments;

/** Customer managed policies, within the size that IAM allows. */
final class CustomerPolicies {

  private static final int SIZE = 6_144;

  private CustomerPolicies() {}

  static void requireDocument(String document) {
    PolicyDocuments.requireIdentityPolicy(document);
    if (PolicyDocuments.size(document) > SIZE) {
      throw IamErrors.quotaExceeded("PolicySize", SIZE);
    }
  }

  /** AWS's own policies belong to AWS: whoever changes one is not authorized. */
  static void requireOwn(String arn, String action, Caller caller) {
    if (arn.startsWith("arn:aws:iam::aws:policy/")) {
      throw AwsErrors.of(
          "AccessDenied",
          403,
          "User: "
              + caller.principal().arn()
              + " is not authorized to perform: "
              + action
              + " on resource: policy "
              + arn);
    }
  }
}
