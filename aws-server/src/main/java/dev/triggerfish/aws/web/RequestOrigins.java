package dev.triggerfish.aws.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Finds out where requests come from, by port and by the process at the far end. */
final class RequestOrigins {

  /** The most connections that are remembered. */
  private static final int MOST_CONNECTIONS = 20_000;

  private final EndpointAddresses doors;
  private final EnvironmentConnections environments;

  /**
   * A connection does not change hands, so it is looked up once. Its id, unlike its port, is never
   * used again.
   */
  private final Cache<String, Boolean> ofEnvironments =
      Caffeine.newBuilder().maximumSize(MOST_CONNECTIONS).build();

  RequestOrigins(EndpointAddresses doors, EnvironmentConnections environments) {
    this.doors = doors;
    this.environments = environments;
  }

  /** A request as it came. */
  AwsHttpRequest request(HttpServletRequest servlet) {
    var origin =
        servlet.getHeader(ServletAwsRequest.ORIGIN) == null
            ? doors.origin(servlet.getLocalPort())
            : RequestOrigin.ENVIRONMENT;
    return new ServletAwsRequest(servlet, ServletAwsRequest.rawPath(servlet), origin, this);
  }

  /** Whether a function is at the far end of the connection by which a request came. */
  boolean fromEnvironment(HttpServletRequest servlet) {
    return ofEnvironments.get(
        servlet.getServletConnection().getConnectionId(),
        _ ->
            environments.comesFromEnvironment(
                end(servlet.getRemoteAddr(), servlet.getRemotePort()),
                end(servlet.getLocalAddr(), servlet.getLocalPort())));
  }

  private static InetSocketAddress end(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
