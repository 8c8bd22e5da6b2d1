package dev.triggerfish.gateway.httpapi.api;

import java.net.URI;

/** Where clients reach APIs: each has a host of its own below the platform's. */
final class ApiAddresses {

  private final URI endpoint;

  /**
   * @param endpoint the platform's public endpoint
   */
  ApiAddresses(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** {@code ApiEndpoint}, such as {@code http://abc123defg.execute-api.localhost:4566}. */
  String of(String apiId) {
    var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return endpoint.getScheme() + "://" + apiId + ".execute-api." + host() + port;
  }

  /** An address has no names below it, and {@code localhost} has. */
  private String host() {
    var host = endpoint.getHost();
    return host.startsWith("127.") || host.startsWith("[") ? "localhost" : host;
  }
}
