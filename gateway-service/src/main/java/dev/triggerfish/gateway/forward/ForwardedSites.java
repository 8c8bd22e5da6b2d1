package dev.triggerfish.gateway.forward;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.web.RequestForwarder;
import dev.triggerfish.aws.web.Site;
import dev.triggerfish.aws.web.SiteHandler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Passes the requests of sites of one kind on to the owner of a service, host and path as they are:
 * it knows the site by them.
 */
record ForwardedSites(String kind, String service, RequestForwarder forwarder)
    implements SiteHandler {

  @Override
  public void handle(Site site, AwsHttpRequest request, HttpServletResponse response)
      throws IOException {
    if (!forwarder.forward(service, request, response)) {
      response.sendError(HttpServletResponse.SC_NOT_IMPLEMENTED);
    }
  }
}
