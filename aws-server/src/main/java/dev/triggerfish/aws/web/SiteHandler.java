package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.AwsHttpRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves the sites of one kind, or passes their requests on to the process that does. Nothing about
 * a request has been verified but its host: whether the caller must sign is the site's own setting.
 */
public interface SiteHandler {

  /** {@link Site#kind()} that it serves; one handler for each. */
  String kind();

  /**
   * Answers a request.
   *
   * @param request as it came, its path with the part that names the site
   */
  void handle(Site site, AwsHttpRequest request, HttpServletResponse response) throws IOException;
}
