package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.RequestOrigin;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/**
 * The doors of this process: the public port, and, where functions run or are served, one that only
 * they are told of.
 */
public final class EndpointAddresses {

  private final @Nullable Connector functions;

  EndpointAddresses(@Nullable Connector functions) {
    this.functions = functions;
  }

  @Nullable Connector connector() {
    return functions;
  }

  /** Through which door a request came, by the local port of its connection. */
  RequestOrigin origin(int localPort) {
    return functions != null && functions.getLocalPort() == localPort
        ? RequestOrigin.ENVIRONMENT
        : RequestOrigin.CLIENT;
  }

  /** The functions' endpoint, {@code 127.0.0.1:port}; only once the server has started. */
  public String functions() {
    if (functions == null) {
      throw new IllegalStateException("This process has no endpoint for functions");
    }
    return "127.0.0.1:" + functions.getLocalPort();
  }
}
