package dev.triggerfish.aws.client;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are.
 *
 * @param endpoints address by service id, such as {@code sts}
 */
@ConfigurationProperties("triggerfish.clients")
public record ClientProperties(@DefaultValue Map<String, URI> endpoints) {

  URI endpoint(String service) {
    var endpoint = endpoints.get(service);
    if (endpoint == null) {
      throw new IllegalStateException("triggerfish.clients.endpoints lacks " + service);
    }
    return endpoint;
  }
}
