package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.catalogue.PlatformService;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who this process is to the others, when each service is a process of its own.
 *
 * @param id such as {@code invoker}
 * @param accessKeyId with which it signs
 * @param secretAccessKey known to it and to iam-service alone
 */
@ConfigurationProperties("triggerfish.service")
public record OwnKeyProperties(String id, String accessKeyId, String secretAccessKey) {

  /**
   * The service of that ID.
   *
   * @throws IllegalArgumentException if there is none
   */
  public PlatformService service() {
    return PlatformService.of(id)
        .orElseThrow(() -> new IllegalArgumentException("triggerfish.service.id: " + id));
  }

  @Override
  public String toString() {
    return "OwnKeyProperties[id=" + id + ", accessKeyId=" + accessKeyId + "]";
  }
}
