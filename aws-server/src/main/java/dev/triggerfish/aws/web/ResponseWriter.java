package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.AwsHttpResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts an answer on the wire. */
final class ResponseWriter {

  /** Set only in answers to HEAD, which describe a body that they do not have. */
  private static final String CONTENT_LENGTH = "Content-Length";

  private ResponseWriter() {}

  static void write(AwsHttpResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    var streamed = answer.content();
    if (streamed != null) {
      response.setContentLengthLong(streamed.length());
      try (var content = streamed.stream()) {
        content.transferTo(response.getOutputStream());
      }
    } else if (answer.status() != HttpServletResponse.SC_NO_CONTENT
        && !answer.headers().containsKey(CONTENT_LENGTH)) {
      response.setContentLength(answer.body().length);
      response.getOutputStream().write(answer.body());
    }
  }
}
