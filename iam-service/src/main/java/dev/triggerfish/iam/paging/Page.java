package dev.triggerfish.iam.paging;

import dev.triggerfish.iam.error.IamErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The lists of IAM are bounded by its quotas, so that a page is cut from the
 * whole list.
 *
 * @param items in order
 * @param marker what the next page is asked for with, or null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String marker) {

  private static final int DEFAULT_SIZE = 100;

  /** Whether more follow. */
  public boolean truncated() {
    return marker != null;
  }

  /**
   * Cuts a page.
   *
   * @param all the whole list
   * @param key by which the items are ordered and the marker names the last one; unique
   * @param marker from the page before, or null for the first page
   * @param maxItems 1 to 1,000, or null for 100
   */
  public static <T> Page<T> of(
      List<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
    var after = marker == null ? null : decode(marker);
    var rest =
        all.stream()
            .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(key))
            .toList();
    var size = maxItems == null ? DEFAULT_SIZE : maxItems;
    if (rest.size() <= size) {
      return new Page<>(rest, null);
    }
    var items = rest.subList(0, size);
    return new Page<>(items, encode(key.apply(items.getLast())));
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw IamErrors.validation("Invalid Marker.");
    }
  }
}
