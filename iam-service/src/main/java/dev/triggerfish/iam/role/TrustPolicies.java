package dev.triggerfish.iam.role;

import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.policydocument.PolicyDocuments;

/** Checks of a role's trust policy. */
final class TrustPolicies {

  private static final int SIZE = 2_048;

  private TrustPolicies() {}

  static void require(String document) {
    PolicyDocuments.requireTrustPolicy(document);
    if (PolicyDocuments.size(document) > SIZE) {
      throw IamErrors.quotaExceeded("ACLSizePerRole", SIZE);
    }
  }
}
