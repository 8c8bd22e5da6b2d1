package dev.triggerfish.aws.web;

import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.pipeline.AwsPipeline.Opened;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestHandler;

/** Performs an opened request, or hands it to the service's owner. */
final class AwsRequestHandler implements HttpRequestHandler {

  private final AwsPipeline pipeline;
  private final RequestForwarder forwarder;
  private final RequestOrigins origins;

  AwsRequestHandler(AwsPipeline pipeline, RequestForwarder forwarder, RequestOrigins origins) {
    this.pipeline = pipeline;
    this.forwarder = forwarder;
    this.origins = origins;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch ((Opened) request.getAttribute(AwsAuthenticationFilter.OPENED)) {
      case Opened.Accepted accepted -> ResponseWriter.write(pipeline.perform(accepted), response);
      case Opened.Elsewhere elsewhere -> {
        var aws = origins.request(request);
        if (!forwarder.forward(elsewhere.service(), aws, response)) {
          ResponseWriter.write(pipeline.notServed(elsewhere.service(), aws), response);
        }
      }
      case Opened.Answered answered -> ResponseWriter.write(answered.response(), response);
    }
  }
}
