package dev.triggerfish.invoker.logs;

import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.LogBatch.LogLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes fewer batches of many. */
final class LogBatches {

  /** As much as a single batch may hold; a larger one that came so stays as it is. */
  private static final int MOST_CHARACTERS = 512 * 1024;

  private LogBatches() {}

  /**
   * Puts together what goes to the same stream by the same right, in the order in which it was
   * written.
   */
  static List<LogBatch> together(List<LogBatch> batches) {
    if (batches.size() == 1) {
      return batches;
    }
    var result = new ArrayList<LogBatch>();
    var growing = new LinkedHashMap<LogBatch, Growing>();
    for (var batch : batches) {
      var target = with(batch, "", List.of());
      var known = growing.get(target);
      if (known != null && !known.takes(batch)) {
        result.add(known.batch());
        known = null;
      }
      if (known == null) {
        growing.put(target, new Growing(batch));
      } else {
        known.add(batch);
      }
    }
    growing.values().forEach(last -> result.add(last.batch()));
    return result;
  }

  private static LogBatch with(LogBatch batch, String id, List<LogLine> lines) {
    return new LogBatch(
        id,
        batch.accountId(),
        batch.region(),
        batch.functionArn(),
        batch.roleArn(),
        batch.roleId(),
        batch.sessionName(),
        batch.logGroup(),
        batch.logStream(),
        lines);
  }

  /** A batch that takes in those that follow it. */
  private static final class Growing {
    private final LogBatch first;
    private final List<LogLine> lines;
    private long characters;

    Growing(LogBatch first) {
      this.first = first;
      this.lines = new ArrayList<>(first.lines());
      this.characters = characters(first);
    }

    boolean takes(LogBatch next) {
      return characters + characters(next) <= MOST_CHARACTERS;
    }

    void add(LogBatch next) {
      lines.addAll(next.lines());
      characters += characters(next);
    }

    LogBatch batch() {
      return with(first, first.id(), lines);
    }

    private static long characters(LogBatch batch) {
      return batch.lines().stream().mapToLong(line -> line.message().length()).sum();
    }
  }
}
