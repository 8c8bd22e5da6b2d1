package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.aws.paging.PageToken;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after the key that the last part ended with, or empty
 * @param most how many items
 */
public record PageRequest(String after, int most) {

  private static final int DEFAULT = 25;
  private static final int MOST = 500;

  /** API Gateway's lists take each other's tokens. */
  private static final String SCOPE = "apigateway";

  /** From the members of a request, which are texts. */
  public static PageRequest of(@Nullable String maxResults, @Nullable String nextToken) {
    return new PageRequest(nextToken == null ? "" : decode(nextToken), most(maxResults));
  }

  private static int most(@Nullable String maxResults) {
    if (maxResults == null) {
      return DEFAULT;
    }
    try {
      var most = Integer.parseInt(maxResults);
      if (most >= 1 && most <= MOST) {
        return most;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw ApiErrors.badRequest("maxResults must be between 1 and " + MOST);
  }

  private static String decode(String token) {
    var after = PageToken.decode(SCOPE, token);
    if (after == null) {
      throw ApiErrors.badRequest("Invalid nextToken");
    }
    return after;
  }

  /** The part of a list that is sorted by its keys. */
  public <T> Page<T> of(List<T> sorted, Function<T, String> key) {
    return page(
        sorted.stream()
            .filter(item -> key.apply(item).compareTo(after) > 0)
            .limit(most + 1L)
            .toList(),
        key);
  }

  /** Of one more than was asked for, if there is one more. */
  public <T> Page<T> page(List<T> found, Function<T, String> key) {
    return Page.of(found, most, SCOPE, key);
  }
}
