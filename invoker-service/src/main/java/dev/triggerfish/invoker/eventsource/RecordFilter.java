package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.pattern.Dialect;
import dev.triggerfish.pattern.EventPart;
import dev.triggerfish.pattern.EventPattern;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a mapping: a record has to match one of them.
 *
 * @param texts event patterns that have been checked
 */
record RecordFilter(List<String> texts, List<EventPattern> patterns) {

  static RecordFilter of(List<String> texts) {
    return new RecordFilter(
        texts, texts.stream().map(text -> EventPattern.parse(text, Dialect.LAMBDA)).toList());
  }

  /**
   * Why a record is filtered out, for people: where each filter does not match.
   *
   * @return null if it is wanted
   */
  @Nullable String mismatch(SourceRecord record, Function<SourceRecord, EventPart> view) {
    if (patterns.isEmpty()) {
      return null;
    }
    var part = view.apply(record);
    var misses = patterns.stream().map(pattern -> pattern.mismatch(part)).toList();
    return misses.contains(null)
        ? null
        : misses.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", "));
  }
}
