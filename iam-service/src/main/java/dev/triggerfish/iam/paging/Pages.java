package dev.triggerfish.iam.paging;

import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.aws.paging.PageToken;
import dev.triggerfish.iam.error.IamErrors;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of lists that are bounded by IAM's quotas, so that a page is cut from the whole list. */
public final class Pages {

  private static final int DEFAULT_SIZE = 100;

  /** IAM's lists take each other's markers. */
  private static final String SCOPE = "iam";

  private Pages() {}

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
    return Page.of(rest, maxItems == null ? DEFAULT_SIZE : maxItems, SCOPE, key);
  }

  private static String decode(String marker) {
    var after = PageToken.decode(SCOPE, marker);
    if (after == null) {
      throw IamErrors.validation("Invalid Marker.");
    }
    return after;
  }
}
