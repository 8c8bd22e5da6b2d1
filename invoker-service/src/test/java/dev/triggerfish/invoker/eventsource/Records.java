package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/** Records and settings for tests. */
final class Records {

  /** When the record at position 0 has arrived; each later one a millisecond after that. */
  static final long ARRIVAL = 1_767_323_045_678L;

  private Records() {}

  static SourceRecord record(long position) {
    return record(position, ARRIVAL + position, "{\"n\":" + position + "}");
  }

  static SourceRecord record(long position, long arrived, String json) {
    return new SourceRecord(
        position,
        position + 1,
        "seq-" + position,
        "event-" + position,
        "key-" + position,
        arrived,
        arrived,
        json.getBytes(StandardCharsets.UTF_8));
  }

  static Settings settings() {
    return new Settings();
  }

  /** Settings, to be changed where a test needs it. */
  static final class Settings {

    private int size = 100;
    private int window;
    private int factor = 1;
    private int age = -1;
    private int retries = -1;
    private boolean bisects;
    private int tumbling;
    private boolean reports;
    private List<String> filters = List.of();
    private @Nullable String onFailure;

    Settings size(int next) {
      size = next;
      return this;
    }

    Settings window(int seconds) {
      window = seconds;
      return this;
    }

    Settings factor(int next) {
      factor = next;
      return this;
    }

    Settings age(int seconds) {
      age = seconds;
      return this;
    }

    Settings retries(int next) {
      retries = next;
      return this;
    }

    Settings bisects(boolean next) {
      bisects = next;
      return this;
    }

    Settings tumbling(int seconds) {
      tumbling = seconds;
      return this;
    }

    Settings reports(boolean next) {
      reports = next;
      return this;
    }

    Settings filters(String... next) {
      filters = List.of(next);
      return this;
    }

    Settings onFailure(String arn) {
      onFailure = arn;
      return this;
    }

    MappingSettings build() {
      return new MappingSettings(
          size,
          window,
          factor,
          EventSourcePosition.TRIM_HORIZON,
          null,
          age,
          retries,
          bisects,
          tumbling,
          reports,
          filters,
          onFailure,
          true);
    }
  }
}
