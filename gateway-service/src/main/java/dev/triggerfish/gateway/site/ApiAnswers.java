package dev.triggerfish.gateway.site;

import dev.triggerfish.aws.proxyevent.SiteAnswer;

/** What HTTP APIs answer themselves. */
final class ApiAnswers {

  private ApiAnswers() {}

  static SiteAnswer notFound() {
    return message(404, "Not Found");
  }

  static SiteAnswer forbidden() {
    return message(403, "Forbidden");
  }

  static SiteAnswer bodyTooLarge() {
    return message(413, "Request Entity Too Large");
  }

  static SiteAnswer headersTooLarge() {
    return message(431, "Request Header Fields Too Large");
  }

  static SiteAnswer failed() {
    return message(500, "Internal Server Error");
  }

  static SiteAnswer unavailable() {
    return message(503, "Service Unavailable");
  }

  private static SiteAnswer message(int status, String message) {
    return SiteAnswer.json(status, "{\"message\":\"" + message + "\"}");
  }
}
