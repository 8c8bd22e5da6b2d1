package dev.triggerfish.eventbus.s3.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a function is told of some events of a bucket.
 *
 * @param id unique in the bucket
 * @param functionArn with a qualifier if it has one
 * @param events such as {@code s3:ObjectCreated:*}, at least one
 * @param prefix that keys have, or null for any
 * @param suffix that keys have, or null for any
 */
record Notification(
    String id,
    String functionArn,
    List<String> events,
    @Nullable String prefix,
    @Nullable String suffix) {

  private static final String ALL_OF_A_KIND = ":*";

  /**
   * Why something that happened is not told.
   *
   * @param event such as {@code s3:ObjectCreated:Put}
   * @return the rule that does not match, for people; null if it is told
   */
  @Nullable String reasonAgainst(String event, String key) {
    if (events.stream().noneMatch(each -> covers(each, event))) {
      return event + " is none of " + String.join(", ", events);
    }
    if (prefix != null && !key.startsWith(prefix)) {
      return "the key does not begin with the prefix \"" + prefix + '"';
    }
    if (suffix != null && !key.endsWith(suffix)) {
      return "the key does not end with the suffix \"" + suffix + '"';
    }
    return null;
  }

  /** Whether there can be an event of a key that both would be told of. */
  boolean overlaps(Notification other) {
    return events.stream()
            .anyMatch(
                mine ->
                    other.events.stream()
                        .anyMatch(theirs -> covers(mine, theirs) || covers(theirs, mine)))
        && (text(prefix).startsWith(text(other.prefix))
            || text(other.prefix).startsWith(text(prefix)))
        && (text(suffix).endsWith(text(other.suffix)) || text(other.suffix).endsWith(text(suffix)));
  }

  private static boolean covers(String pattern, String event) {
    return pattern.equals(event)
        || (pattern.endsWith(ALL_OF_A_KIND)
            && event.startsWith(pattern.substring(0, pattern.length() - 1)));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
