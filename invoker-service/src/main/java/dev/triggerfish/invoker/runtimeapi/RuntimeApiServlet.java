package dev.triggerfish.invoker.runtimeapi;

import dev.triggerfish.invoker.environment.RuntimeEvent;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The Runtime API over HTTP. It stands beside Spring's dispatcher: every microsecond is the
 * function's.
 */
final class RuntimeApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RuntimeApi api;

  RuntimeApiServlet(RuntimeApi api) {
    this.api = api;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getPathInfo();
    try {
      var answer =
          api.handle(
              request.getMethod(),
              path == null ? "/" : path,
              request::getHeader,
              request.getInputStream());
      switch (answer) {
        case RuntimeApiAnswer.Next next -> send(next.event(), response);
        case RuntimeApiAnswer.Plain plain -> send(plain.status(), plain.body(), response);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static void send(RuntimeEvent event, HttpServletResponse response) throws IOException {
    var invocation = event.invocation();
    header(response, "Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    header(response, "Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMillis()));
    header(response, "Lambda-Runtime-Invoked-Function-Arn", invocation.invokedArn());
    header(response, "Lambda-Runtime-Trace-Id", invocation.traceHeader());
    header(response, "Lambda-Runtime-Client-Context", invocation.clientContext());
    send(HttpServletResponse.SC_OK, invocation.payload(), response);
  }

  private static void header(HttpServletResponse response, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      // Runtimes read headers as UTF-8; the server writes one byte per character.
      var bytes = value.getBytes(StandardCharsets.UTF_8);
      response.setHeader(name, new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static void send(int status, byte[] body, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
