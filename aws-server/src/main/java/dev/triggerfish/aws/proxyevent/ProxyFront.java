package dev.triggerfish.aws.proxyevent;

/** The fronts between client and function, which share a format and differ in details. */
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
