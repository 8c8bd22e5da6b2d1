package dev.triggerfish.aws.identity;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who this process is to the others, when each service is a process of its own.
 *
 * @param id such as {@code invoker}
 * @param accessKeyId with which it signs
 * @param secretAccessKey known to it and to iam-service alone
 * @param identityEndpoint of iam-service
 */
@ConfigurationProperties("triggerfish.service")
public record OwnKeyProperties(
    String id, String accessKeyId, String secretAccessKey, URI identityEndpoint) {

  @Override
  public String toString() {
    return "OwnKeyProperties[id=" + id + ", accessKeyId=" + accessKeyId + "]";
  }
}
