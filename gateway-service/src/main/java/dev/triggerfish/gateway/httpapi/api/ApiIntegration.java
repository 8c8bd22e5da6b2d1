package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/**
 * How a function is called.
 *
 * @param uri the function's ARN or the invocation URI that contains it, as the owner wrote it
 * @param method as the owner wrote it; functions are always called by POST
 * @param payloadFormatVersion {@code 1.0} or {@code 2.0}
 * @param timeoutMillis 50 to 30,000
 * @param managed whether it was made by quick create
 */
public record ApiIntegration(
    String integrationId,
    String uri,
    @Nullable String method,
    @Nullable String description,
    String payloadFormatVersion,
    int timeoutMillis,
    boolean managed) {

  public static final int LONGEST_TIMEOUT_MILLIS = 30_000;
}
