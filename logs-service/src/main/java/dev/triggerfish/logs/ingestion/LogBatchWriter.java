package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.logs.logevent.LogEventStore;
import dev.triggerfish.logs.logevent.NewLogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Writes batches to their streams, many in one transaction, each once. */
final class LogBatchWriter {

  private static final Logger log = LoggerFactory.getLogger(LogBatchWriter.class);

  /** Beyond the year 2100 a time is an error, and does not fit AWS's event ids. */
  private static final long MAX_TIMESTAMP = 4_102_444_800_000L;

  private final LogTargets targets;
  private final LogBatchStore arrived;
  private final LogEventStore events;
  private final DroppedBatches dropped;
  private final Database database;
  private final PlatformClock clock;

  LogBatchWriter(
      LogTargets targets,
      LogBatchStore arrived,
      LogEventStore events,
      DroppedBatches dropped,
      Database database,
      PlatformClock clock) {
    this.targets = targets;
    this.arrived = arrived;
    this.events = events;
    this.dropped = dropped;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Writes what may be written; when this returns, it is durable.
   *
   * @throws org.springframework.dao.DataAccessException if nothing was written, and trying again
   *     may help
   */
  void write(List<LogBatch> batches) {
    if (!tryToWrite(batches)) {
      // Deleted since they were looked up, which may have been long ago: once more, from there.
      batches.forEach(targets::forget);
      if (!tryToWrite(batches)) {
        throw new ConcurrencyFailureException("a log stream was deleted while it was written to");
      }
    }
    arrived.trim();
  }

  /** False, with nothing written, if a stream is gone. */
  private boolean tryToWrite(List<LogBatch> batches) {
    var admitted = new ArrayList<Admitted>(batches.size());
    var denied = new ArrayList<Denied>();
    var admissions = new HashMap<Source, Admission>();
    for (var batch : batches) {
      switch (admissions.computeIfAbsent(Source.of(batch), source -> targets.admit(batch))) {
        case Admission.Admitted(var target) -> admitted.add(new Admitted(batch, target));
        case Admission.Denied(var message) -> denied.add(new Denied(batch, message));
        case Admission.Gone() -> {
          return false;
        }
      }
    }
    if (!writeTogetherOrAlone(admitted)) {
      return false;
    }
    denied.forEach(drop -> dropped.drop(drop.batch(), drop.message()));
    return true;
  }

  private boolean writeTogetherOrAlone(List<Admitted> admitted) {
    try {
      return writeTogether(admitted);
    } catch (DataIntegrityViolationException e) {
      // What is written before one is gone is known when it comes again.
      return admitted.stream().allMatch(this::writeAlone);
    }
  }

  /** One batch that the database refuses must not hold up the others. */
  private boolean writeAlone(Admitted batch) {
    try {
      return writeTogether(List.of(batch));
    } catch (DataIntegrityViolationException e) {
      log.error(
          "A batch of {} log lines of {} cannot be stored and is left out: {}",
          batch.batch().lines().size(),
          batch.batch().functionArn(),
          e.getClass().getSimpleName());
      return true;
    }
  }

  private boolean writeTogether(List<Admitted> batches) {
    var once = new LinkedHashMap<String, Admitted>();
    batches.forEach(batch -> once.putIfAbsent(batch.batch().id(), batch));
    var written = writeNew(once);
    if (written == Written.SEEN_BEFORE) {
      // Which is rare, so that it is not asked beforehand.
      arrived.known(once.keySet()).forEach(once::remove);
      written = writeNew(once);
    }
    return switch (written) {
      case ALL -> true;
      case STREAM_GONE -> false;
      case SEEN_BEFORE ->
          throw new ConcurrencyFailureException("log lines are being written by another process");
    };
  }

  private Written writeNew(SequencedMap<String, Admitted> batches) {
    if (batches.isEmpty()) {
      return Written.ALL;
    }
    var written =
        database
            .transactions()
            .execute(
                status -> {
                  var done = append(batches);
                  if (done != Written.ALL) {
                    status.setRollbackOnly();
                  }
                  return done;
                });
    return Objects.requireNonNull(written);
  }

  private Written append(SequencedMap<String, Admitted> batches) {
    if (!arrived.note(batches.sequencedKeySet())) {
      return Written.SEEN_BEFORE;
    }
    var now = clock.millis();
    var lines = new ArrayList<NewLogEvent>();
    batches.values().forEach(batch -> addLines(batch, now, lines));
    return lines.isEmpty() || events.append(lines, now) ? Written.ALL : Written.STREAM_GONE;
  }

  private static void addLines(Admitted batch, long now, List<NewLogEvent> lines) {
    for (var line : batch.batch().lines()) {
      var timestamp = line.timestamp();
      var valid = timestamp >= 0 && timestamp <= MAX_TIMESTAMP;
      lines.add(
          new NewLogEvent(
              batch.target().groupId(),
              batch.target().streamId(),
              valid ? timestamp : now,
              line.message()));
    }
  }

  /** The result of an attempt to write; it writes all or nothing. */
  private enum Written {
    ALL,
    STREAM_GONE,
    SEEN_BEFORE
  }

  private record Admitted(LogBatch batch, LogTarget target) {}

  private record Denied(LogBatch batch, String message) {}

  /** The key of an admission; batches of one read with the same key share one. */
  private record Source(
      String accountId,
      String region,
      String functionArn,
      String roleId,
      String sessionName,
      String logGroup,
      String logStream) {

    static Source of(LogBatch batch) {
      return new Source(
          batch.accountId(),
          batch.region(),
          batch.functionArn(),
          batch.roleId(),
          batch.sessionName(),
          batch.logGroup(),
          batch.logStream());
    }
  }
}
