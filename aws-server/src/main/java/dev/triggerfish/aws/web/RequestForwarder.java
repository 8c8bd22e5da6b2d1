package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.AwsHttpRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Passes a request on, byte for byte, to the process that owns its service. */
public interface RequestForwarder {

  /** The forwarder of a process that knows no other: it forwards nothing. */
  RequestForwarder NONE = (_, _, _) -> false;

  /**
   * Passes a request on and its answer back.
   *
   * @param service id of the service
   * @param request body unread
   * @param response to write to
   * @return false if the owner of the service is not known; nothing has been written then
   */
  boolean forward(String service, AwsHttpRequest request, HttpServletResponse response)
      throws IOException;
}
