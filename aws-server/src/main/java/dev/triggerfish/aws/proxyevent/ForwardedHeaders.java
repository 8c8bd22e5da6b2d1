package dev.triggerfish.aws.proxyevent;

import dev.triggerfish.aws.http.AwsHttpRequest;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** The headers that AWS's fronts add to a request before a function sees it. */
public final class ForwardedHeaders {

  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final String TRACE = "x-amzn-trace-id";

  private ForwardedHeaders() {}

  /**
   * A request with who sent it, by which scheme and port, and a trace to follow it by. What the
   * client says of its own way here is kept in front of its address; it is not vouched for.
   *
   * @param received the request as it came
   * @param now wall time, which is part of a trace's id
   */
  public static ProxyRequest add(ProxyRequest request, AwsHttpRequest received, Instant now) {
    var headers = new TreeMap<>(request.headers());
    headers.merge(FORWARDED_FOR, request.sourceIp(), (before, peer) -> before + ", " + peer);
    headers.put("x-forwarded-proto", received.scheme());
    headers.put("x-forwarded-port", port(received));
    headers.putIfAbsent(TRACE, trace(now));
    return new ProxyRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers,
        request.cookies(),
        request.body(),
        request.protocol(),
        request.sourceIp(),
        request.userAgent(),
        request.domainName());
  }

  private static String port(AwsHttpRequest received) {
    var host = received.header("Host");
    var colon = host == null ? -1 : host.lastIndexOf(':');
    var port = colon < 0 || host == null ? "" : host.substring(colon + 1);
    if (!port.isEmpty() && port.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return port;
    }
    return received.scheme().equals("https") ? "443" : "80";
  }

  /**
   * See <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html">trace
   * ids</a>.
   */
  private static String trace(Instant now) {
    var random = ThreadLocalRandom.current();
    return String.format(
        "Root=1-%08x-%016x%08x", (int) now.getEpochSecond(), random.nextLong(), random.nextInt());
  }
}
