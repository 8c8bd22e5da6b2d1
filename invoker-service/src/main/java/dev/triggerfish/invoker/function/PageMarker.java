package dev.triggerfish.invoker.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, in a form that clients do not look into. */
public final class PageMarker {

  /** Items of a page, whatever more a client asks for. */
  private static final int LARGEST_PAGE = 50;

  private PageMarker() {}

  /** Items of a page. */
  public static int size(@Nullable Integer maxItems) {
    return maxItems == null ? LARGEST_PAGE : Math.min(maxItems, LARGEST_PAGE);
  }

  /** The marker after an item. */
  public static String after(String item) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(item.getBytes(UTF_8));
  }

  /** The item that a page begins after; empty for the first page. */
  public static String item(@Nullable String marker) {
    try {
      return marker == null ? "" : new String(Base64.getUrlDecoder().decode(marker), UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** Of a marker that was not made here. */
  public static RuntimeException invalid() {
    return FunctionErrors.invalid("Invalid Marker");
  }
}
