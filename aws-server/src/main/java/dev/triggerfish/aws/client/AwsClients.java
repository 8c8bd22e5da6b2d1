package dev.triggerfish.aws.client;

import dev.triggerfish.aws.operation.Caller;
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
   * A client that acts as whoever has called this service, for what AWS's services do in their
   * callers' place. The caller's own policies decide what it may do.
   *
   * @param type the SDK's synchronous client interface, such as {@code S3Client}
   * @param session whose rights are forwarded
   */
  default <C extends SdkClient> C client(Class<C> type, ForwardAccessSession session) {
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
   * A caller's rights in another service, for as long as it takes to answer them.
   *
   * @param principal the caller
   * @param service through which they call, such as {@code lambda.amazonaws.com}; see {@link
   *     dev.triggerfish.aws.catalogue.PlatformService#forwardsTo}
   * @param region in which the call is made
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">
   *     Forward access sessions</a>
   */
  record ForwardAccessSession(Principal principal, String service, String region) {

    /** Services and strangers have no rights to forward. */
    public ForwardAccessSession {
      if (principal instanceof Principal.Service || principal instanceof Principal.Anonymous) {
        throw new IllegalArgumentException(principal.arn() + " has no rights to forward");
      }
    }

    /** The rights of one who has called a service directly. */
    public static ForwardAccessSession of(Caller caller, String service) {
      if (caller.calledVia() != null) {
        throw new IllegalStateException(
            "A call via " + caller.calledVia() + " is not forwarded again");
      }
      return new ForwardAccessSession(caller.principal(), service, caller.region());
    }

    /** Leaves the session's policy out, which is long. */
    @Override
    public String toString() {
      return "ForwardAccessSession[" + principal.arn() + ", " + service + ", " + region + "]";
    }
  }

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

    /** Leaves the secrets out, so that a log line cannot give them away. */
    @Override
    public String toString() {
      return "SessionIdentity[" + principal.arn() + ", " + region + "]";
    }
  }
}
