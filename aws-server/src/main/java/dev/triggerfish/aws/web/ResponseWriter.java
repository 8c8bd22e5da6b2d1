package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.AwsHttpResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts an answer on the wire. */
final class ResponseWriter {

  private ResponseWriter() {}

  static void write(AwsHttpResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(answer.body().length);
      response.getOutputStream().write(answer.body());
    }
  }
}
