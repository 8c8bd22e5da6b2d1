package dev.triggerfish.gateway.forward;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.aws.web.RequestForwarder;
import dev.triggerfish.aws.web.ServletAwsRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests on as they are: target, headers and body untouched, so that the signature still
 * holds at the owner, which verifies it itself. The gateway is trusted with nothing; all it adds is
 * a mark that takes rights away.
 */
final class HttpForwarder implements RequestForwarder {

  private static final Logger log = LoggerFactory.getLogger(HttpForwarder.class);

  /**
   * Of one connection, not of the request: RFC 9110, 7.6.1. Content-Length comes back by the body.
   * Expect is passed on: a client that asks before it sends gigabytes is answered by the owner.
   */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "x-triggerfish-origin");

  private final CloseableHttpClient http;
  private final Map<PlatformService, URI> owners;

  HttpForwarder(CloseableHttpClient http, Map<PlatformService, URI> owners) {
    this.http = http;
    this.owners = owners;
  }

  @Override
  public boolean forward(String service, AwsHttpRequest request, HttpServletResponse response)
      throws IOException {
    var owner = AwsService.of(service).map(row -> owners.get(row.owner())).orElse(null);
    if (owner == null) {
      return false;
    }
    var target = new HttpHost(owner.getScheme(), owner.getHost(), owner.getPort());
    try {
      http.execute(
          target,
          passedOn(request, target),
          answer -> {
            passBack(answer, response);
            return answer.getCode();
          });
    } catch (IOException e) {
      if (response.isCommitted()) {
        throw e;
      }
      log.warn("{} at {} cannot be reached: {}", service, owner, e.toString());
      response.reset();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, service + " is not reachable");
    }
    return true;
  }

  private static BasicClassicHttpRequest passedOn(AwsHttpRequest request, HttpHost target)
      throws IOException {
    var query = request.rawQuery();
    // Without the host the library would look for one in a path that begins with two slashes.
    var passedOn =
        new BasicClassicHttpRequest(
            request.method(), target, request.rawPath() + (query == null ? "" : "?" + query));
    for (var name : request.headerNames()) {
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        request.headers(name).forEach(value -> passedOn.addHeader(name, value));
      }
    }
    if (mustBeMarked(request)) {
      passedOn.addHeader(ServletAwsRequest.ORIGIN, RequestOrigin.ENVIRONMENT.name());
    }
    var length = request.header("Content-Length");
    if (length != null || request.header("Transfer-Encoding") != null) {
      passedOn.setEntity(
          new InputStreamEntity(
              request.body(), length == null ? -1 : Long.parseLong(length), contentType(request)));
    }
    return passedOn;
  }

  /** Whose connection it is matters for root keys alone, and costs a question. */
  private static boolean mustBeMarked(AwsHttpRequest request) {
    if (request.origin() == RequestOrigin.ENVIRONMENT) {
      return true;
    }
    var signature = RequestSignature.of(request);
    return signature != null && signature.scope().mayBeRoot() && request.fromEnvironment();
  }

  private static @Nullable ContentType contentType(AwsHttpRequest request) {
    // Only to keep the library from adding one: the header itself has been copied.
    return request.header("Content-Type") == null ? null : ContentType.APPLICATION_OCTET_STREAM;
  }

  /** Gives a client what its owner answered. */
  static void passBack(ClassicHttpResponse answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.getCode());
    for (var header : answer.getHeaders()) {
      if (!HOP_BY_HOP.contains(header.getName().toLowerCase(Locale.ROOT))) {
        response.addHeader(header.getName(), header.getValue());
      }
    }
    var entity = answer.getEntity();
    if (entity != null) {
      if (entity.getContentLength() >= 0) {
        response.setContentLengthLong(entity.getContentLength());
      }
      entity.writeTo(response.getOutputStream());
    } else if (answer.getFirstHeader("Content-Length") != null) {
      // The length of what HEAD does not give.
      response.setContentLengthLong(
          Long.parseLong(answer.getFirstHeader("Content-Length").getValue()));
    }
  }
}
