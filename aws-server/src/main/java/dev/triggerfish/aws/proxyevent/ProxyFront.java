package dev.triggerfish.aws.proxyevent;

/** What stands between the client and the function. They share a format and differ in habits. */
public enum ProxyFront {
  /** An HTTP API of API Gateway. */
  HTTP_API("text/plain;charset=UTF-8", 204),
  /** A function URL of Lambda. */
  FUNCTION_URL("application/json", 200);

  private final String contentType;
  private final int preflightStatus;

  ProxyFront(String contentType, int preflightStatus) {
    this.contentType = contentType;
    this.preflightStatus = preflightStatus;
  }

  /** Content type of an answer with a {@code statusCode} whose function names none. */
  public String defaultContentType() {
    return contentType;
  }

  int preflightStatus() {
    return preflightStatus;
  }
}
