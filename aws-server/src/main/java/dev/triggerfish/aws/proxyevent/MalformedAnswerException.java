package dev.triggerfish.aws.proxyevent;

/** An answer that no front passes on. */
final class MalformedAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
