package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Identity of a metric.
 *
 * @param accountId 12 digits
 * @param region of the metric
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Errors}
 * @param dimensions values by name; metrics with other dimensions are other metrics
 */
public record MetricKey(
    String accountId,
    String region,
    String namespace,
    String name,
    SortedMap<String, String> dimensions) {

  /** Copies the dimensions. */
  public MetricKey {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  /** SHA-256 over namespace, name and dimensions, each with its length before it. */
  String digest() {
    var digest = Digest.SHA256.begin();
    add(digest, namespace);
    add(digest, name);
    dimensions.forEach(
        (dimension, value) -> {
          add(digest, dimension);
          add(digest, value);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
