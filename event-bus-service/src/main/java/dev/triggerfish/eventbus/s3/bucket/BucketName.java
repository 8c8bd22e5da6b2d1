package dev.triggerfish.eventbus.s3.bucket;

import java.util.List;

/**
 * What a general purpose bucket may be called.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">
 *     Bucket naming rules</a>
 */
final class BucketName {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 63;
  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  static boolean isLegal(String name) {
    return name.length() >= SHORTEST
        && name.length() <= LONGEST
        && name.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '.')
        && isAlphanumeric(name.charAt(0))
        && isAlphanumeric(name.charAt(name.length() - 1))
        && !name.contains("..")
        && !looksLikeAnAddress(name)
        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean looksLikeAnAddress(String name) {
    return name.chars().filter(c -> c == '.').count() == 3
        && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
