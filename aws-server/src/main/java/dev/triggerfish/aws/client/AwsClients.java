package dev.triggerfish.aws.client;

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
   * As whom a service speaks.
   *
   * @param principal such as {@code lambda.amazonaws.com}; iam-service knows which service may say
   *     which
   * @param accountId {@code aws:SourceAccount}
   * @param region in which the call is made
   * @param sourceArn {@code aws:SourceArn}: the resource for which it acts
   */
  record ServiceIdentity(String principal, String accountId, String region, String sourceArn) {}
}
