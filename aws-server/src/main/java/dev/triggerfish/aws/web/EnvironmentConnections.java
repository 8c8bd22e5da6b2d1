package dev.triggerfish.aws.web;

/**
 * Knows the connections of functions, by whichever door they come: the service that runs functions
 * offers such a bean. Environments share the host's network, so that a function that was told of no
 * door but its own can still find the public one.
 */
@FunctionalInterface
public interface EnvironmentConnections {

  /** The connections of a process that runs no functions. */
  EnvironmentConnections NONE = (_, _, _) -> false;

  /**
   * Where the service that runs functions answers others on the same machine: a GET with {@code
   * address}, {@code port} and {@code to}, answered by {@code true} or {@code false}.
   */
  String PATH = "/_triggerfish/environment-connections";

  /**
   * Whether the far end of a connection to this process is a socket of a function's environment.
   * Where the system does not tell, the answer is no.
   *
   * @param remoteAddress of the far end, as digits
   * @param remotePort of the far end
   * @param localPort of this end
   */
  boolean comesFromEnvironment(String remoteAddress, int remotePort, int localPort);
}
