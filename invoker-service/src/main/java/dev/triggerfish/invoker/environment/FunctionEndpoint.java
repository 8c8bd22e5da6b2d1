package dev.triggerfish.invoker.environment;

/** Where environments reach the platform. */
public interface FunctionEndpoint {

  /** Path under which the Runtime API is served there. */
  String RUNTIME_PATH = "/_runtime";

  /** Host and port of this process's endpoint for functions, such as {@code 127.0.0.1:4567}. */
  String hostAndPort();
}
