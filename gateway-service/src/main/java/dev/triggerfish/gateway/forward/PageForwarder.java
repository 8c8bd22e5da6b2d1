package dev.triggerfish.gateway.forward;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;

/**
 * Shows what another process has under {@code /_triggerfish}. Only to be looked at: changes need
 * the token of the process that they change. Who may look has been decided before.
 */
final class PageForwarder implements HttpRequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PageForwarder.class);

  private final CloseableHttpClient http;
  private final HttpHost owner;

  PageForwarder(CloseableHttpClient http, URI owner) {
    this.http = http;
    this.owner = new HttpHost(owner.getScheme(), owner.getHost(), owner.getPort());
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET")) {
      response.setHeader(HttpHeaders.ALLOW, "GET");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    try {
      http.execute(
          owner,
          passedOn(request),
          answer -> {
            HttpForwarder.passBack(answer, response);
            return answer.getCode();
          });
    } catch (IOException e) {
      if (response.isCommitted()) {
        throw e;
      }
      LOG.warn("{} at {} cannot be reached: {}", request.getRequestURI(), owner, e.toString());
      response.reset();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Its owner is not reachable");
    }
  }

  private static BasicClassicHttpRequest passedOn(HttpServletRequest request) {
    var query = request.getQueryString();
    var passedOn =
        new BasicClassicHttpRequest(
            "GET", request.getRequestURI() + (query == null ? "" : "?" + query));
    // The host as the client knows it: the owner's own name may not be one that it serves.
    passedOn.setHeader(HttpHeaders.HOST, request.getHeader(HttpHeaders.HOST));
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null) {
      passedOn.setHeader(HttpHeaders.ACCEPT, accept);
    }
    return passedOn;
  }
}
