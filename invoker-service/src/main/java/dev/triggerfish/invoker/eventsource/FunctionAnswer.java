package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a function that has run without an error says about its batch.
 *
 * @param outcome how it went
 * @param state of the window, JSON; null if there are no windows
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">
 *     Partial batch responses</a>
 */
record FunctionAnswer(BatchOutcome outcome, @Nullable String state) {

  private static final FunctionAnswer FAILED = new FunctionAnswer(new BatchOutcome.Failed(0), null);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * Reads an answer. It is not read if nothing depends on it, and what cannot be understood means
   * that all records failed.
   *
   * @param last whether it is the last answer of a window, whose state goes to nobody
   */
  static FunctionAnswer of(
      byte[] payload, List<SourceRecord> records, MappingSettings settings, boolean last) {
    var windows = settings.tumblingWindowSeconds() > 0 && !last;
    if (!windows && (!settings.reportsItemFailures() || records.isEmpty())) {
      return new FunctionAnswer(new BatchOutcome.Succeeded(), null);
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (JacksonException e) {
      return FAILED;
    }
    var state = answer.path("state");
    if (windows && !state.isObject()) {
      return FAILED;
    }
    var outcome =
        settings.reportsItemFailures() ? outcome(answer, records) : new BatchOutcome.Succeeded();
    return new FunctionAnswer(outcome, windows ? state.toString() : null);
  }

  private static BatchOutcome outcome(JsonNode answer, List<SourceRecord> records) {
    var empty = (answer.isArray() && answer.isEmpty()) || "".equals(answer.stringValue(null));
    if (answer.isNull() || answer.isMissingNode() || empty) {
      return new BatchOutcome.Succeeded();
    }
    if (!answer.isObject()) {
      return new BatchOutcome.Failed(0);
    }
    var failures = answer.path("batchItemFailures");
    if (failures.isNull() || failures.isMissingNode()) {
      return new BatchOutcome.Succeeded();
    }
    return failures.isArray() ? first(failures, records) : new BatchOutcome.Failed(0);
  }

  /** All before the first record that is named are done, whatever is said of those behind it. */
  private static BatchOutcome first(JsonNode failures, List<SourceRecord> records) {
    if (failures.isEmpty()) {
      return new BatchOutcome.Succeeded();
    }
    var lowest = records.size();
    for (var failure : failures) {
      var index = index(identifier(failure.path("itemIdentifier")), records);
      if (index < 0) {
        return new BatchOutcome.Failed(0);
      }
      lowest = Math.min(lowest, index);
    }
    return new BatchOutcome.Failed(lowest);
  }

  /** Kafka's identifiers are objects with an offset. */
  private static @Nullable String identifier(JsonNode item) {
    var offset = item.path("offset");
    return offset.isIntegralNumber() ? offset.toString() : item.stringValue(null);
  }

  private static int index(@Nullable String id, List<SourceRecord> records) {
    for (var index = 0; index < records.size(); index++) {
      if (records.get(index).id().equals(id)) {
        return index;
      }
    }
    return -1;
  }
}
