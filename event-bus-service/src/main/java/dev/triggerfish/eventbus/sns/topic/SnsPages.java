package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.aws.paging.PageToken;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SNS's lists, which have 100 entries to a page. */
public final class SnsPages {

  /** What is to be read for a page: one more than it has, which tells whether it is the last. */
  public static final int READ = 101;

  private SnsPages() {}

  /**
   * The position after which a page begins.
   *
   * @param list what the token pages through
   */
  public static String position(String list, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return "";
    }
    var position = PageToken.decode(list, token);
    if (position == null) {
      throw SnsErrors.invalid("NextToken");
    }
    return position;
  }

  /** A page of what was read. */
  public static <T> Page<T> of(String list, List<T> found, Function<T, String> position) {
    return Page.of(found, READ - 1, list, position);
  }
}
