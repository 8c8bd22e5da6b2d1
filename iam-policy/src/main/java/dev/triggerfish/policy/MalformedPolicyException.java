package dev.triggerfish.policy;

/** The document is no policy. The message is what AWS answers. */
public final class MalformedPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedPolicyException(String message) {
    super(message);
  }
}
