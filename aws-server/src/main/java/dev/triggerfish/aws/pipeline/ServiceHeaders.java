package dev.triggerfish.aws.pipeline;

/**
 * What services say about themselves when they call each other; from anyone else these headers
 * count for nothing.
 */
public final class ServiceHeaders {

  /** The service principal in whose name the call is made, if it is not the key's first one. */
  public static final String PRINCIPAL = "X-Triggerfish-Principal";

  /** {@code aws:SourceArn}. */
  public static final String SOURCE_ARN = "X-Amz-Source-Arn";

  /** {@code aws:SourceAccount}. */
  public static final String SOURCE_ACCOUNT = "X-Amz-Source-Account";

  /**
   * As whom a service calls in a forward access session: a {@link
   * dev.triggerfish.aws.identity.ForwardedPrincipal}. Counts only from services that may forward.
   */
  public static final String FORWARDED_PRINCIPAL = "X-Triggerfish-Forwarded-Principal";

  private ServiceHeaders() {}
}
