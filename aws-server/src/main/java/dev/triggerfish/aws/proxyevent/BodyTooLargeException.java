package dev.triggerfish.aws.proxyevent;

import java.io.IOException;

/** A request has more body than its front takes. */
public final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException(int limit) {
    super("The body has more than " + limit + " bytes");
  }
}
