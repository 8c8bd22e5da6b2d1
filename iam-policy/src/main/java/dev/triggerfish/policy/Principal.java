package dev.triggerfish.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">policies
 * name principals</a>.
 */
public sealed interface Principal {

  /**
   * The account that the principal belongs to, 12 digits; for a service the one that it acts for,
   * if it said so.
   */
  @Nullable String accountId();

  /** The ARN as it appears in access-denied messages and in {@code GetCallerIdentity}. */
  String arn();

  /**
   * The account's root user: allowed everything but what a resource policy or service control
   * policy denies.
   */
  record Root(String accountId) implements Principal {
    @Override
    public String arn() {
      return "arn:aws:iam::" + accountId + ":root";
    }
  }

  /**
   * An IAM user.
   *
   * @param accountId 12 digits
   * @param arn with its path
   * @param id {@code AIDA…}
   * @param name {@code aws:username}
   */
  record User(String accountId, String arn, String id, String name) implements Principal {}

  /**
   * A session of a role.
   *
   * @param accountId 12 digits
   * @param roleArn the role, with its path
   * @param roleId {@code AROA…}
   * @param roleName the role's name, without its path
   * @param sessionName 2 to 64 characters
   * @param sessionPolicy the document given to {@code AssumeRole}, if any
   * @param sourceFunctionArn the function whose environment holds these credentials: {@code
   *     lambda:SourceFunctionArn}
   */
  record RoleSession(
      String accountId,
      String roleArn,
      String roleId,
      String roleName,
      String sessionName,
      @Nullable String sessionPolicy,
      @Nullable String sourceFunctionArn)
      implements Principal {
    @Override
    public String arn() {
      return "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
    }
  }

  /**
   * An AWS service.
   *
   * @param name such as {@code lambda.amazonaws.com}
   * @param accountId the account on whose behalf it calls ({@code aws:SourceAccount}), if it says
   *     so
   */
  record Service(String name, @Nullable String accountId) implements Principal {
    @Override
    public String arn() {
      return name;
    }
  }

  /** The caller of an unsigned request. */
  record Anonymous() implements Principal {
    @Override
    public @Nullable String accountId() {
      return null;
    }

    @Override
    public String arn() {
      return "anonymous";
    }
  }
}
