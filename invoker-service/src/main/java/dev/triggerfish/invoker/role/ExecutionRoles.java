package dev.triggerfish.invoker.role;

/**
 * What Lambda does with execution roles.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda
 *     execution role</a>
 */
public interface ExecutionRoles {

  /**
   * Tries whether Lambda can assume a role.
   *
   * @throws software.amazon.awssdk.services.lambda.model.InvalidParameterValueException if the role
   *     is missing or does not trust {@code lambda.amazonaws.com}
   */
  void requireAssumable(ExecutionRole role);

  /**
   * Assumes a role for an environment, for 12 hours, or for one hour where the role's {@code
   * MaxSessionDuration} forbids more. Not cached: each environment has credentials of its own.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException with STS's code if the
   *     role cannot be assumed (any more)
   */
  RoleCredentials credentials(ExecutionRole role);
}
