package dev.triggerfish.iam.principal;

import dev.triggerfish.iam.error.IamErrors;
import software.amazon.awssdk.services.iam.model.IamException;

/** The kinds of principals that have policies. */
public enum PrincipalKind {
  USER("user", "AIDA", "User", 2_048),
  ROLE("role", "AROA", "Role", 10_240);

  private final String noun;
  private final String idPrefix;
  private final String title;
  private final int inlinePolicySize;

  PrincipalKind(String noun, String idPrefix, String title, int inlinePolicySize) {
    this.noun = noun;
    this.idPrefix = idPrefix;
    this.title = title;
    this.inlinePolicySize = inlinePolicySize;
  }

  /** The lower-case name that ARNs and most messages have. */
  public String noun() {
    return noun;
  }

  /** The capitalized name that begins sentences and names of quotas. */
  public String title() {
    return title;
  }

  /** How unique ids begin. */
  public String idPrefix() {
    return idPrefix;
  }

  /** Characters that all inline policies may have together, white space not counted. */
  public int inlinePolicySize() {
    return inlinePolicySize;
  }

  /** That the one of this name is not there. */
  public IamException notFound(String name) {
    return switch (this) {
      case USER -> IamErrors.noSuchUser(name);
      case ROLE -> IamErrors.noSuchRole(name);
    };
  }
}
