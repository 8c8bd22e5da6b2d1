package dev.triggerfish.benchmarks.bare;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** As much of the Runtime API as a runtime needs that makes no mistakes. */
final class RuntimeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String INVOCATION = "/invocation/";

  @SuppressWarnings("serial") // a servlet is never serialized
  private final transient Handover handover;

  RuntimeServlet(Handover handover) {
    this.handover = handover;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var event = handover.next();
    response.setHeader("Lambda-Runtime-Aws-Request-Id", event.id());
    response.setHeader("Lambda-Runtime-Deadline-Ms", "4102444800000");
    response.setHeader(
        "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:f");
    response.setHeader("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000");
    response.setContentType("application/json");
    response.setContentLength(event.payload().length);
    response.getOutputStream().write(event.payload());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var body = request.getInputStream().readAllBytes();
    var path = request.getPathInfo();
    if (path.endsWith("/response")) {
      handover.answer(path.substring(INVOCATION.length(), path.lastIndexOf('/')), body);
    } else {
      // An error of the function or its start: there is nothing to measure then.
      log(path + ": " + new String(body, StandardCharsets.UTF_8));
    }
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
  }
}
