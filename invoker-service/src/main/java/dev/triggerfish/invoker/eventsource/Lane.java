package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock.Task;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What of a shard is done in order, one batch at a time: all of it, or the records of some groups.
 * Guarded by its shard's lock.
 */
final class Lane {

  /** Records that are in no batch yet. */
  final Deque<SourceRecord> pending = new ArrayDeque<>();

  /** What comes before them. */
  final Deque<Work> work = new ArrayDeque<>();

  /** Whether a thread works for it. */
  boolean running;

  /** Until when it waits; null if it need not. */
  @Nullable Instant until;

  @Nullable Task timer;

  /** Something to do. */
  sealed interface Work {

    /** The function is to be invoked. */
    record Invoke(Batch batch) implements Work {}

    /** A window has no more records, and the function is to be told so. */
    record Close(Batch none, boolean early) implements Work {}

    /**
     * A destination is to be told what is given up.
     *
     * @param tries how often that has failed
     */
    record Tell(Discarded discarded, int tries) implements Work {}
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
