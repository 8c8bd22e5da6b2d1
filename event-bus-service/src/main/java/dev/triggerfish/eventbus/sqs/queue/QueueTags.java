package dev.triggerfish.eventbus.sqs.queue;

import java.util.Locale;
import java.util.Map;

/** What tags of queues may be. */
final class QueueTags {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private QueueTags() {}

  /** A request's tags, or AWS's error. */
  static Map<String, String> checked(QueueKey queue, Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw SqsErrors.invalidParameter("Too many tags added for queue " + queue.name() + ".");
    }
    tags.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw SqsErrors.invalidParameter(
                "Tag keys must be between 1 and 128 characters in length.");
          }
          if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw SqsErrors.invalidParameter(
                "Tag keys cannot begin with aws:, which is AWS's own.");
          }
          if (value.length() > LONGEST_VALUE) {
            throw SqsErrors.invalidParameter(
                "Tag values must be between 0 and 256 characters in length.");
          }
        });
    return Map.copyOf(tags);
  }
}
