package dev.triggerfish.aws.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in order
 * @param token what the next page is asked for with; null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String token) {

  /**
   * Cuts a page off what was read.
   *
   * @param found one more than the page's size, if there are so many
   * @param size how many items a page has, from 1
   * @param scope of the token
   * @param position of an item, at which the next page begins after it
   */
  public static <T> Page<T> of(
      List<T> found, int size, String scope, Function<? super T, String> position) {
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    var items = found.subList(0, size);
    return new Page<>(items, PageToken.encode(scope, position.apply(items.getLast())));
  }

  /** Whether more follow. */
  public boolean truncated() {
    return token != null;
  }
}
