package dev.triggerfish.gateway.forward;

import dev.triggerfish.aws.catalogue.PlatformService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;

/**
 * Shows what another process has under {@code /_triggerfish}. Only to be looked at: changes need
 * the token of the process that they change. Who may look has been decided before.
 */
final class PageForwarder implements HttpRequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PageForwarder.class);

  /** Events wait for what is on its way, which takes a few seconds at most. */
  private static final RequestConfig PATIENCE =
      RequestConfig.custom()
          .setConnectionRequestTimeout(Timeout.ofSeconds(2))
          .setResponseTimeout(Timeout.ofSeconds(10))
          .build();

  private final CloseableHttpClient http;
  private final PlatformService service;
  private final HttpHost owner;

  PageForwarder(CloseableHttpClient http, PlatformService service, URI owner) {
    this.http = http;
    this.service = service;
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
    var context = HttpClientContext.create();
    context.setRequestConfig(PATIENCE);
    try {
      http.execute(
          owner,
          passedOn(request),
          context,
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
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response
          .getOutputStream()
          .write(
              "{\"message\":\"The page is %1$s's, which does not answer.\",\"unanswered\":[{\"service\":\"%1$s\"}]}"
                  .formatted(service.id())
                  .getBytes(StandardCharsets.UTF_8));
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
