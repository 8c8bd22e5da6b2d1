package dev.triggerfish.policy;

import org.jspecify.annotations.Nullable;

/**
 * An answer, and why.
 *
 * @param outcome allowed, or which kind of denial
 * @param by which type of policy decided, or was missing an Allow
 * @param source the policy with the deciding statement; null for an implicit denial and for the
 *     root user
 * @param statement the deciding statement's Sid, or {@code #n} counted from 1; null where {@code
 *     source} is null
 */
public record Decision(
    Outcome outcome, PolicyType by, @Nullable String source, @Nullable String statement) {

  /** What was decided. */
  public enum Outcome {
    ALLOW,
    /** No policy of the type allows it. */
    IMPLICIT_DENY,
    /** A statement denies it. */
    EXPLICIT_DENY
  }

  /** The types of policy, with the words of AWS's messages. */
  public enum PolicyType {
    IDENTITY("identity-based policy", "an identity-based policy"),
    RESOURCE("resource-based policy", "a resource-based policy"),
    BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy"),
    SERVICE_CONTROL("service control policy", "a service control policy"),
    ROLE_TRUST("role trust policy", "the role trust policy");

    private final String noun;
    private final String withArticle;

    PolicyType(String noun, String withArticle) {
      this.noun = noun;
      this.withArticle = withArticle;
    }

    /** The policy's name in "because no … allows". */
    public String noun() {
      return noun;
    }

    /** The policy's name in "with an explicit deny in …". */
    public String withArticle() {
      return withArticle;
    }
  }

  /** Whether the request may go on. */
  public boolean allowed() {
    return outcome == Outcome.ALLOW;
  }

  /**
   * AWS's words for the reason of a denial, to follow {@code … on resource: ARN}.
   *
   * @param action the action that was asked for
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">AWS</a>
   */
  public String reason(String action) {
    return switch (outcome) {
      case ALLOW -> "allowed";
      case IMPLICIT_DENY -> "because no " + by.noun() + " allows the " + action + " action";
      case EXPLICIT_DENY -> "with an explicit deny in " + by.withArticle();
    };
  }

  /**
   * A sentence for people: which statement decided, or what is missing and the statement that would
   * grant it.
   *
   * @param request the request that was decided
   */
  public String explanation(AccessRequest request) {
    return new Explanation(this, request).sentence();
  }

  /**
   * The smallest statement, as JSON, that gives what an implicit denial lacks, to be added to a
   * policy of the type {@link #by()}; null for allows and explicit denials.
   *
   * @param request the request that was decided
   */
  public @Nullable String grantingStatement(AccessRequest request) {
    return new Explanation(this, request).granting();
  }
}
