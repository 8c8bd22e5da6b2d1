package dev.triggerfish.invoker.logs;

import dev.triggerfish.contracts.LogBatch;

/** Takes what environments wrote on to logs-service. */
public interface LogSink {

  /** Takes a batch. Never blocks and never throws: what cannot be kept is counted and dropped. */
  void accept(LogBatch batch);
}
