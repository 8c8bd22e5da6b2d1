package dev.triggerfish.aws.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Host header says about S3: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">virtual-hosted
 * requests</a> have the bucket before the end point's name, {@code bucket.s3.localhost}, or, for
 * clients that were told to use {@code localhost} itself, {@code bucket.localhost}.
 *
 * @param bucket null where the path has it
 * @param region null where the host does not say
 * @param certain whether the host is S3's; if not, it is one that may have a bucket in front
 */
public record BucketHost(@Nullable String bucket, @Nullable String region, boolean certain) {

  private static final List<String> OWN = List.of("localhost.localstack.cloud", "localhost");
  private static final String AWS = "amazonaws.com";
  private static final Pattern BEFORE_OWN =
      Pattern.compile("(?:(.+)\\.)?s3(?:\\.([a-z]{2}(?:-[a-z]+)+-\\d))?");
  private static final Pattern BEFORE_AWS =
      Pattern.compile("(?:(.+)\\.)?s3(?:[.-](?:dualstack\\.)?([a-z]{2}(?:-[a-z]+)+-\\d))?");

  /** Reads a Host header; null if it does not name S3. */
  public static @Nullable BucketHost of(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return null;
    }
    var colon = header.indexOf(':');
    var host = (colon < 0 ? header : header.substring(0, colon)).toLowerCase(Locale.ROOT);
    if (host.endsWith("." + AWS)) {
      return matching(BEFORE_AWS, before(host, AWS));
    }
    for (var own : OWN) {
      if (host.endsWith("." + own)) {
        var front = before(host, own);
        var certain = matching(BEFORE_OWN, front);
        return certain == null ? new BucketHost(front, null, false) : certain;
      }
    }
    return null;
  }

  /** Whether a host is one of S3's own names. */
  public static boolean isS3(@Nullable String header) {
    var host = of(header);
    return host != null && host.certain;
  }

  /** The path of a request to S3 with the bucket in it, wherever the client has put that. */
  public static String pathOf(AwsHttpRequest request) {
    var host = of(request.header("Host"));
    return host == null || host.bucket == null
        ? request.rawPath()
        : "/" + host.bucket + request.rawPath();
  }

  private static @Nullable BucketHost matching(Pattern pattern, String front) {
    var matcher = pattern.matcher(front);
    return matcher.matches() ? new BucketHost(matcher.group(1), matcher.group(2), true) : null;
  }

  private static String before(String host, String end) {
    return host.substring(0, host.length() - end.length() - 1);
  }
}
