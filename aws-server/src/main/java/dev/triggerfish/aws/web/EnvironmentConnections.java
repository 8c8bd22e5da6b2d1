package dev.triggerfish.aws.web;

import java.net.InetSocketAddress;

/**
 * Knows the connections of functions, by whichever door they come: the service that runs functions
 * offers such a bean. Environments share the host's network, so that a function that was told of no
 * door but its own can still find the public one.
 */
@FunctionalInterface
public interface EnvironmentConnections {

  /** The connections of a process that runs no functions. */
  EnvironmentConnections NONE = (_, _) -> false;

  /**
   * Where the service that runs functions answers others on the same machine: a GET with {@code
   * from} and {@code fromPort}, {@code to} and {@code toPort}, answered by {@code true} or {@code
   * false}.
   */
  String PATH = "/_triggerfish/environment-connections";

  /**
   * Whether the far end of a connection to this process is a socket of a function's environment.
   * While environments run, the answer is yes also where the system does not tell.
   *
   * @param remote the far end
   * @param local this end
   */
  boolean comesFromEnvironment(InetSocketAddress remote, InetSocketAddress local);
}
