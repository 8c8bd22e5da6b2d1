package dev.triggerfish.aws.proxyevent;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to a function.
 *
 * @param method upper case
 * @param rawPath percent-encoding as it came
 * @param rawQuery without the question mark; empty if there is none
 * @param headers values by lower-case name, several joined by commas; without cookies
 * @param cookies {@code name=value}, in order
 * @param body not to be changed
 * @param protocol such as {@code HTTP/1.1}
 * @param sourceIp the peer's address
 * @param userAgent empty if the client names none
 * @param domainName host without its port
 */
public record ProxyRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, String> headers,
    List<String> cookies,
    byte[] body,
    String protocol,
    String sourceIp,
    String userAgent,
    String domainName) {

  /**
   * Reads a request whole.
   *
   * @param rawPath its path within the API or URL
   * @param bodyLimit bytes of its body at most
   * @throws BodyTooLargeException if it has more
   */
  public static ProxyRequest read(AwsHttpRequest request, String rawPath, int bodyLimit)
      throws IOException {
    var headers = headers(request);
    var query = request.rawQuery();
    var host = headers.getOrDefault("host", "");
    return new ProxyRequest(
        request.method(),
        WireText.ofOctets(rawPath),
        query == null ? "" : WireText.ofOctets(query),
        headers,
        cookies(request),
        body(request, bodyLimit),
        request.protocol(),
        request.remoteAddress(),
        headers.getOrDefault("user-agent", ""),
        host.substring(0, hostLength(host)));
  }

  /** A header's values joined by commas, or null; the name in lower case. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /**
   * With the headers that AWS's fronts add, whatever the client has put there.
   *
   * @param scheme {@code http} or {@code https}
   * @param trace {@code Root=…}
   */
  public ProxyRequest forwarded(String scheme, String trace) {
    var host = headers.getOrDefault("host", "");
    var port = host.substring(hostLength(host));
    var added = new TreeMap<>(headers);
    added.put("x-forwarded-for", sourceIp);
    added.put("x-forwarded-proto", scheme);
    added.put(
        "x-forwarded-port",
        !port.isEmpty() ? port.substring(1) : scheme.equals("https") ? "443" : "80");
    added.put("x-amzn-trace-id", trace);
    return new ProxyRequest(
        method, rawPath, rawQuery, added, cookies, body, protocol, sourceIp, userAgent, domainName);
  }

  private static Map<String, String> headers(AwsHttpRequest request) {
    var headers = new TreeMap<String, String>();
    for (var name : request.headerNames()) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!lower.equals("cookie")) {
        headers.put(lower, WireText.ofOctets(String.join(",", request.headers(name))));
      }
    }
    return headers;
  }

  private static List<String> cookies(AwsHttpRequest request) {
    var cookies = new ArrayList<String>();
    for (var header : request.headers("Cookie")) {
      for (var cookie : WireText.ofOctets(header).split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  private static byte[] body(AwsHttpRequest request, int limit) throws IOException {
    var length = request.header("Content-Length");
    if (length == null && request.header("Transfer-Encoding") == null) {
      return AwsHttpResponse.EMPTY;
    }
    if (length != null && (length.length() > 9 || Integer.parseInt(length) > limit)) {
      throw new BodyTooLargeException(limit);
    }
    var body = request.body().readNBytes(limit + 1);
    if (body.length > limit) {
      throw new BodyTooLargeException(limit);
    }
    return body;
  }

  private static int hostLength(String host) {
    var colon = host.indexOf(':', Math.max(0, host.indexOf(']')));
    return colon < 0 ? host.length() : colon;
  }
}
