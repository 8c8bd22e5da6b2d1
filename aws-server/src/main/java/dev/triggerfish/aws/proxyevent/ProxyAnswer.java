package dev.triggerfish.aws.proxyevent;

/** What a function's answer comes to. */
public sealed interface ProxyAnswer {

  /** To be passed on. */
  record Formed(SiteAnswer answer) implements ProxyAnswer {}

  /**
   * Not to be passed on: the client gets the front's error.
   *
   * @param reason for the log; holds nothing of the answer but names and numbers
   */
  record Malformed(String reason) implements ProxyAnswer {}
}
