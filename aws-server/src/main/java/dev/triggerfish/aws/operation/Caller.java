package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.policy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an operation, and from where.
 *
 * @param principal authenticated
 * @param accountId the account whose state the call sees: the principal's, or the one that a
 *     service acts for
 * @param region from the credential scope
 * @param requestId what {@code x-amzn-RequestId} will say
 * @param origin which door
 * @param sourceIp the peer's address, {@code aws:SourceIp}
 * @param userAgent {@code aws:UserAgent}
 * @param sourceArn {@code aws:SourceArn}, only from service principals
 * @param traceHeader {@code X-Amzn-Trace-Id} as it came, by which loops are found
 * @param host by which the client has found this platform, with the port: {@code localhost:4566};
 *     null from inside
 * @param calledVia the service that makes the call in the principal's place, to answer what they
 *     asked of it: {@code aws:CalledVia}; null for a principal who calls directly
 */
public record Caller(
    Principal principal,
    String accountId,
    String region,
    String requestId,
    RequestOrigin origin,
    @Nullable String sourceIp,
    @Nullable String userAgent,
    @Nullable String sourceArn,
    @Nullable String traceHeader,
    @Nullable String host,
    @Nullable String calledVia) {

  /** The header by which a trace is passed on. */
  public static final String TRACE_HEADER = "X-Amzn-Trace-Id";

  /** The account that is used where a client names none. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  /** One who calls directly. */
  public Caller(
      Principal principal,
      String accountId,
      String region,
      String requestId,
      RequestOrigin origin,
      @Nullable String sourceIp,
      @Nullable String userAgent,
      @Nullable String sourceArn,
      @Nullable String traceHeader) {
    this(
        principal,
        accountId,
        region,
        requestId,
        origin,
        sourceIp,
        userAgent,
        sourceArn,
        traceHeader,
        null,
        null);
  }
}
