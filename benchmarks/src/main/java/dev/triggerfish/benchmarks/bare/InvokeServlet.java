package dev.triggerfish.benchmarks.bare;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Invoke, without any question. */
final class InvokeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a servlet is never serialized
  private final transient Handover handover;

  InvokeServlet(Handover handover) {
    this.handover = handover;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      var answer = handover.invoke(request.getInputStream().readAllBytes());
      response.setContentType("application/json");
      response.setContentLength(answer.length);
      response.getOutputStream().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }
}
