package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.catalogue.PlatformService;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys of the platform's own services, where each is a process of its own.
 *
 * @param services by {@link PlatformService#id()}
 */
@ConfigurationProperties("triggerfish")
record ServiceKeyProperties(@DefaultValue Map<String, ServiceKey> services) {

  ServiceKeyProperties {
    for (var id : services.keySet()) {
      if (PlatformService.of(id).isEmpty()) {
        throw new IllegalArgumentException("triggerfish.services." + id + " is no service");
      }
    }
  }

  /**
   * One service's key.
   *
   * @param accessKeyId with which it signs
   * @param secretAccessKey known to it and to iam-service
   */
  record ServiceKey(String accessKeyId, String secretAccessKey) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
      return "ServiceKey[" + accessKeyId + "]";
    }
  }

  /** The key of a service. */
  Optional<ServiceKey> ofService(String id) {
    return Optional.ofNullable(services.get(id));
  }

  /** The service that has an access key. */
  Optional<PlatformService> owner(String accessKeyId) {
    return services.entrySet().stream()
        .filter(each -> each.getValue().accessKeyId().equals(accessKeyId))
        .findAny()
        .flatMap(each -> PlatformService.of(each.getKey()));
  }
}
