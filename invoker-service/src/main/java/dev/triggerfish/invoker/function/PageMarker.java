package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.aws.paging.PageToken;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, in a form that clients do not look into. */
public final class PageMarker {

  /** Items of a page, whatever more a client asks for. */
  private static final int LARGEST_PAGE = 50;

  /** Lambda's lists take each other's markers. */
  private static final String SCOPE = "lambda";

  private PageMarker() {}

  /** Items of a page. */
  public static int size(@Nullable Integer maxItems) {
    return maxItems == null ? LARGEST_PAGE : Math.min(maxItems, LARGEST_PAGE);
  }

  /**
   * A page of what was read, which is one more than its size if there are so many.
   *
   * @param item names an item in the marker after it
   */
  public static <T> Page<T> page(List<T> found, int size, Function<T, String> item) {
    return Page.of(found, size, SCOPE, item);
  }

  /** The item that a page begins after; empty for the first page. */
  public static String item(@Nullable String marker) {
    var item = marker == null ? "" : PageToken.decode(SCOPE, marker);
    if (item == null) {
      throw invalid();
    }
    return item;
  }

  /** Of a marker that was not made here. */
  public static RuntimeException invalid() {
    return FunctionErrors.invalid("Invalid Marker");
  }
}
