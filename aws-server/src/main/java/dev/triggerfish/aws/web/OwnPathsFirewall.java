package dev.triggerfish.aws.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's strict rules for the platform's own paths. AWS's APIs and sites have none to
 * protect: their targets are hidden, and Tomcat refuses control characters in headers, which the
 * strict rules would look for by regular expressions, each time that a header is read.
 */
final class OwnPathsFirewall implements HttpFirewall {

  private final HttpFirewall strict = new StrictHttpFirewall();

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    return RawTargetProtocol.isOwn(request.getRequestURI())
        ? strict.getFirewalledRequest(request)
        : new Untouched(request);
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return strict.getFirewalledResponse(response);
  }

  private static final class Untouched extends FirewalledRequest {

    Untouched(HttpServletRequest request) {
      super(request);
    }

    @Override
    public void reset() {
      // Nothing has been changed.
    }
  }
}
