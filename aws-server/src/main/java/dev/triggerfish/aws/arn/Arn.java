package dev.triggerfish.aws.arn;

import org.jspecify.annotations.Nullable;

/**
 * An <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARN</a>, {@code
 * arn:partition:service:region:account:resource}.
 *
 * @param partition {@code aws} unless a client says otherwise
 * @param service such as {@code lambda}
 * @param region empty for global resources
 * @param accountId empty for resources without one, such as buckets
 * @param resource all that follows, colons included
 */
public record Arn(
    String partition, String service, String region, String accountId, String resource) {

  /** An ARN of the partition {@code aws}. */
  public static Arn of(String service, String region, String accountId, String resource) {
    return new Arn("aws", service, region, accountId, resource);
  }

  /** Parses an ARN, or returns null if the text is none. */
  public static @Nullable Arn parse(String text) {
    if (!text.startsWith("arn:")) {
      return null;
    }
    var parts = text.split(":", 6);
    if (parts.length < 6 || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
      return null;
    }
    return new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + accountId + ":" + resource;
  }
}
