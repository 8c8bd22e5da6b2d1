package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.arn.Arn;

/**
 * A role, and the function that runs with it.
 *
 * @param roleArn of the role
 * @param accountId of the function, 12 digits
 * @param region of the function
 * @param functionName bare name
 */
public record ExecutionRole(String roleArn, String accountId, String region, String functionName) {

  /** ARN of the function without a qualifier: {@code aws:SourceArn} when the role is assumed. */
  public String functionArn() {
    return Arn.of("lambda", region, accountId, "function:" + functionName).toString();
  }

  /**
   * The session's name: the function's, with a suffix where that is shorter than the two characters
   * that STS demands.
   */
  public String sessionName() {
    return functionName.length() > 1 ? functionName : functionName + "@lambda_function";
  }
}
