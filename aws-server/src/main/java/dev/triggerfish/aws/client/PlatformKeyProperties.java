package dev.triggerfish.aws.client;

import dev.triggerfish.aws.catalogue.PlatformService;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * The keys of all services, which only a process that is all of them has.
 *
 * @param services by {@link PlatformService#id()}
 */
@ConfigurationProperties("triggerfish")
record PlatformKeyProperties(@DefaultValue Map<String, Key> services) {

  /** A service's key. */
  record Key(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return "Key[" + accessKeyId + "]";
    }
  }

  /** The key of the service that may speak as a principal. */
  AwsBasicCredentials credentials(String principal) {
    var owner =
        PlatformService.speakingAs(principal)
            .orElseThrow(() -> new IllegalArgumentException("No service is " + principal));
    var key = services.get(owner.id());
    if (key == null) {
      throw new IllegalStateException("triggerfish.services lacks " + owner.id());
    }
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }
}
