package dev.triggerfish.invoker.functionurl;

/** A caller is not let in: unsigned where a signature is asked for, or without permission. */
final class NotAdmittedException extends Exception {

  private static final long serialVersionUID = 1L;
}
