package dev.triggerfish.aws.proxyevent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may call, as the front's owner has set it. The front itself answers
 * preflights, and its word on answers stands in place of the function's.
 *
 * @param front who answers
 * @param allowOrigins exact ones, {@code *}, or a scheme's, such as {@code https://*}
 * @param allowMethods upper case, or {@code *}
 * @param allowHeaders names, or {@code *}
 * @param exposeHeaders names, or {@code *}
 * @param maxAgeSeconds how long a browser may keep a preflight's answer; null for its default
 * @param allowCredentials whether cookies and the like may be sent
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">
 *     CORS of HTTP APIs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors">CORS of
 *     function URLs</a>
 */
public record CorsPolicy(
    ProxyFront front,
    List<String> allowOrigins,
    List<String> allowMethods,
    List<String> allowHeaders,
    List<String> exposeHeaders,
    @Nullable Integer maxAgeSeconds,
    boolean allowCredentials) {

  private static final String ANY = "*";
  private static final String ORIGIN = "origin";
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";

  /** Whether a browser asks by a request if it may make another one. */
  public static boolean isPreflight(ProxyRequest request) {
    return request.method().equals("OPTIONS")
        && request.header(ORIGIN) != null
        && request.header(REQUEST_METHOD) != null;
  }

  /** The answer to a preflight; without the headers that a browser needs if it must not. */
  public SiteAnswer preflight(ProxyRequest request) {
    var headers = new ArrayList<Header>();
    if (front == ProxyFront.FUNCTION_URL) {
      headers.add(new Header("Content-Type", front.defaultContentType()));
    }
    var origin = request.header(ORIGIN);
    var method = request.header(REQUEST_METHOD);
    if (allowsOrigin(origin) && allowsMethod(method)) {
      addOrigin(headers, origin);
      addList(headers, "Access-Control-Allow-Methods", allowMethods, method);
      addList(
          headers, "Access-Control-Allow-Headers", allowHeaders, request.header(REQUEST_HEADERS));
      if (maxAgeSeconds != null) {
        headers.add(new Header("Access-Control-Max-Age", maxAgeSeconds.toString()));
      }
    }
    return new SiteAnswer(front.preflightStatus(), headers, new byte[0]);
  }

  /** An answer with what these rules say to the request's origin, and nothing of the function's. */
  public SiteAnswer applyTo(SiteAnswer answer, ProxyRequest request) {
    var headers =
        answer.headers().stream()
            .filter(each -> !each.name().toLowerCase(Locale.ROOT).startsWith("access-control-"))
            .collect(Collectors.toCollection(ArrayList::new));
    var origin = request.header(ORIGIN);
    if (allowsOrigin(origin)) {
      addOrigin(headers, origin);
      if (!exposeHeaders.isEmpty()) {
        headers.add(new Header("Access-Control-Expose-Headers", String.join(",", exposeHeaders)));
      }
    }
    return new SiteAnswer(answer.status(), headers, answer.body());
  }

  private boolean allowsOrigin(@Nullable String origin) {
    return origin != null && allowOrigins.stream().anyMatch(allowed -> covers(allowed, origin));
  }

  private static boolean covers(String allowed, String origin) {
    var scheme = allowed.endsWith("://*") ? allowed.length() - 1 : -1;
    return allowed.equals(ANY)
        || allowed.equalsIgnoreCase(origin)
        || (scheme > 0
            && origin.length() > scheme
            && origin.regionMatches(true, 0, allowed, 0, scheme));
  }

  private boolean allowsMethod(@Nullable String method) {
    return allowMethods.contains(ANY) || (method != null && allowMethods.contains(method));
  }

  /** Credentials are not sent to everyone: then the origin is named. */
  private void addOrigin(List<Header> headers, @Nullable String origin) {
    var everyone = allowOrigins.contains(ANY) && !allowCredentials;
    headers.add(
        new Header(
            "Access-Control-Allow-Origin",
            everyone || origin == null ? ANY : WireText.toOctets(origin)));
    if (!everyone) {
      headers.add(new Header("Vary", "Origin"));
    }
    if (allowCredentials) {
      headers.add(new Header("Access-Control-Allow-Credentials", "true"));
    }
  }

  /**
   * With credentials a browser does not take {@code *} for everything: then its wish is repeated.
   */
  private void addList(
      List<Header> headers, String name, List<String> allowed, @Nullable String wished) {
    var value =
        allowed.contains(ANY) && allowCredentials && wished != null
            ? WireText.toOctets(wished)
            : String.join(",", allowed);
    if (!value.isEmpty()) {
      headers.add(new Header(name, value));
    }
  }
}
