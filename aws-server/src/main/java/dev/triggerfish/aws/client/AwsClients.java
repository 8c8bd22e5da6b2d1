package dev.triggerfish.aws.client;

import dev.triggerfish.policy.Principal;
import software.amazon.awssdk.core.SdkClient;

/**
 * Clients by which a service calls another one. The caller never knows where the other is: the bean
 * is the SDK's client over HTTP, or a proxy that hands the typed request to the operation in this
 * process, through the same enforcement.
 */
public interface AwsClients {

  /**
   * A client that speaks as an AWS service.
   *
   * @param type the SDK's synchronous client interface, such as {@code StsClient}
   * @param identity on whose behalf
   */
  <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity);

  /**
   * A client that acts as a session of a role, for what AWS's services do with a role that they
   * have assumed. The role's own policies decide what it may do.
   *
   * @param type the SDK's synchronous client interface, such as {@code SnsClient}
   * @param session whose credentials the service holds
   */
  default <C extends SdkClient> C client(Class<C> type, SessionIdentity session) {
    throw new UnsupportedOperationException("No client acts as " + session);
  }

  /**
   * As whom a service speaks.
   *
   * @param principal such as {@code lambda.amazonaws.com}; iam-service knows which service may say
   *     which
   * @param accountId {@code aws:SourceAccount}
   * @param region in which the call is made
   * @param sourceArn {@code aws:SourceArn}: the resource for which it acts
   */
  record ServiceIdentity(String principal, String accountId, String region, String sourceArn) {}

  /**
   * A session of a role, with the credentials that STS gave for it.
   *
   * @param principal the session as policies know it
   * @param region in which the call is made
   * @param accessKeyId begins with {@code ASIA}
   * @param secretAccessKey secret
   * @param sessionToken secret
   */
  record SessionIdentity(
      Principal.RoleSession principal,
      String region,
      String accessKeyId,
      String secretAccessKey,
      String sessionToken) {

    /** Without the secrets, so that a log line cannot give them away. */
    @Override
    public String toString() {
      return "SessionIdentity[" + principal.arn() + ", " + region + "]";
    }
  }
}
