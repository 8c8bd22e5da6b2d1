package dev.triggerfish.aws.proxyevent;

/** A function's answer as the front reads it. */
public sealed interface ProxyAnswer {

  /** An answer to pass on. */
  record Formed(SiteAnswer answer) implements ProxyAnswer {}

  /**
   * Not to be passed on: the client gets the front's error.
   *
   * @param reason for the log; holds nothing of the answer but names and numbers
   */
  record Malformed(String reason) implements ProxyAnswer {}
}
