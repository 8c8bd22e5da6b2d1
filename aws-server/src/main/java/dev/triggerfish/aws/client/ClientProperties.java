package dev.triggerfish.aws.client;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Where the other services are, and as whom this one speaks to them.
 *
 * @param endpoints address by service id, such as {@code sts}
 * @param identities access key by service principal, such as {@code lambda.amazonaws.com}
 */
@ConfigurationProperties("triggerfish.clients")
public record ClientProperties(
    @DefaultValue Map<String, URI> endpoints, @DefaultValue Map<String, Key> identities) {

  /**
   * An access key of a service.
   *
   * @param accessKeyId known to iam-service
   * @param secretAccessKey known to iam-service and this service alone
   */
  public record Key(String accessKeyId, String secretAccessKey) {

    AwsBasicCredentials credentials() {
      return AwsBasicCredentials.create(accessKeyId, secretAccessKey);
    }

    @Override
    public String toString() {
      return "Key[" + accessKeyId + "]";
    }
  }

  URI endpoint(String service) {
    var endpoint = endpoints.get(service);
    if (endpoint == null) {
      throw new IllegalStateException("triggerfish.clients.endpoints lacks " + service);
    }
    return endpoint;
  }

  AwsBasicCredentials credentials(String principal) {
    var key = identities.get(principal);
    if (key == null) {
      throw new IllegalStateException("triggerfish.clients.identities lacks " + principal);
    }
    return key.credentials();
  }
}
