package dev.triggerfish.aws.proxyevent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says besides the request itself.
 *
 * @param accountId of the API; {@code anonymous} for callers of a function URL who need not sign
 * @param apiId of the API or URL
 * @param routeKey such as {@code GET /pets/{id}}; {@code $default} for function URLs
 * @param stage {@code $default} for function URLs
 * @param requestId what the answer carries too
 * @param time platform time
 * @param authorizer null if there is none
 * @param pathParameters decoded; empty for function URLs
 * @param stageVariables empty for function URLs
 */
public record ProxyEventContext(
    String accountId,
    String apiId,
    String routeKey,
    String stage,
    String requestId,
    Instant time,
    @Nullable ProxyAuthorizer authorizer,
    Map<String, String> pathParameters,
    Map<String, String> stageVariables) {

  private static final String DEFAULT = "$default";

  /** The context of a function URL, which has neither routes nor stages. */
  public static ProxyEventContext ofFunctionUrl(
      String accountId,
      String urlId,
      String requestId,
      Instant time,
      @Nullable ProxyAuthorizer authorizer) {
    return new ProxyEventContext(
        accountId, urlId, DEFAULT, DEFAULT, requestId, time, authorizer, Map.of(), Map.of());
  }
}
