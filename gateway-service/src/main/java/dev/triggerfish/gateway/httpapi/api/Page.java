package dev.triggerfish.gateway.httpapi.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextToken by which the next part is asked for, or null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

  private static final int DEFAULT = 25;
  private static final int MOST = 500;

  /**
   * Which part is asked for.
   *
   * @param after the key that the last part ended with, or empty
   */
  public record Request(String after, int most) {

    /** From the members of a request, which are texts. */
    public static Request of(@Nullable String maxResults, @Nullable String nextToken) {
      return new Request(nextToken == null ? "" : decode(nextToken), most(maxResults));
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
      try {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw ApiErrors.badRequest("Invalid nextToken");
      }
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
      if (found.size() <= most) {
        return new Page<>(found, null);
      }
      var items = found.subList(0, most);
      var last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
      return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
  }
}
