package dev.triggerfish.policy;

import org.jspecify.annotations.Nullable;

/**
 * AWS's words for a malformed document where they differ between the kinds of policy. IAM checks
 * trust policies with another parser than the rest, STS says its own for session policies.
 *
 * @param kind null for a stored document, whose kind does not matter any more
 */
record PolicyMessages(@Nullable PolicyKind kind) {

  static final String SYNTAX = "Syntax errors in policy.";
  static final String LEGACY = "The policy failed legacy parsing";

  MalformedPolicyException syntax() {
    return new MalformedPolicyException(SYNTAX);
  }

  MalformedPolicyException invalidJson() {
    if (kind == PolicyKind.TRUST) {
      return new MalformedPolicyException("This policy contains invalid Json");
    }
    if (kind == PolicyKind.SESSION) {
      return new MalformedPolicyException("The policy is not in the valid JSON format.");
    }
    return syntax();
  }

  MalformedPolicyException invalidVersion() {
    return kind == PolicyKind.TRUST
        ? new MalformedPolicyException("The policy must contain a valid version string")
        : syntax();
  }

  MalformedPolicyException noStatement() {
    return kind == PolicyKind.TRUST
        ? new MalformedPolicyException("Could not parse the policy: Statement is empty!")
        : syntax();
  }

  MalformedPolicyException invalidPrincipalType(String type) {
    return kind == PolicyKind.TRUST
        ? new MalformedPolicyException("Invalid principal in policy: \"" + type + "\"")
        : syntax();
  }
}
