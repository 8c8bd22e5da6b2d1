package dev.triggerfish.eventbus.sns.topic;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code NextToken} of SNS's lists, which have 100 entries to a page. */
public final class PageToken {

  /** Entries to a page. */
  public static final int PAGE = 100;

  private PageToken() {}

  /** The position after which a page begins. */
  public static String position(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SnsErrors.invalid("NextToken");
    }
  }

  /**
   * The token for what follows, or null.
   *
   * @param found up to one more than a page
   * @param position of an entry
   */
  public static <T> @Nullable String next(List<T> found, Function<T, String> position) {
    return found.size() <= PAGE
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(position.apply(found.get(PAGE - 1)).getBytes(StandardCharsets.UTF_8));
  }

  /** The page's own entries. */
  public static <T> List<T> page(List<T> found) {
    return found.subList(0, Math.min(PAGE, found.size()));
  }
}
