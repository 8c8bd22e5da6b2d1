package dev.triggerfish.aws.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * The short way to the Runtime API: past all filters, none of which does anything for it. Each
 * invocation takes it twice, and its tokens are all the protection that it has and needs.
 */
final class RuntimeApiValve extends ValveBase {

  private static final String PREFIX = "/_runtime/";

  RuntimeApiValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var wrapper = request.getRequestURI().startsWith(PREFIX) ? request.getWrapper() : null;
    if (wrapper == null || wrapper.isUnavailable()) {
      getNext().invoke(request, response);
      return;
    }
    var servlet = wrapper.allocate();
    try {
      servlet.service(request.getRequest(), response.getResponse());
    } finally {
      wrapper.deallocate(servlet);
    }
  }
}
