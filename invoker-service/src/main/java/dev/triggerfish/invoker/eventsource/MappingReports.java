package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import dev.triggerfish.invoker.eventsource.mapping.ResultNotes;
import dev.triggerfish.invoker.invocation.EventSourceObserver;
import dev.triggerfish.invoker.invocation.EventSourceObserver.Event;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells those who follow a record, the mapping's owner, and the metrics how it goes. */
final class MappingReports {

  private static final Logger LOG = LoggerFactory.getLogger(MappingReports.class);

  private final EventJournal hops;
  private final EventSourceObserver observer;
  private final ResultNotes notes;
  private final PlatformClock clock;
  private final Map<String, String> results = new ConcurrentHashMap<>();

  MappingReports(
      EventJournal hops, EventSourceObserver observer, ResultNotes notes, PlatformClock clock) {
    this.hops = hops;
    this.observer = observer;
    this.notes = notes;
    this.clock = clock;
  }

  /** What the mapping's owner sees of its last batch. */
  void result(EventSourceMapping mapping, String text) {
    if (text.equals(results.put(mapping.uuid(), text))) {
      return;
    }
    try {
      notes.note(mapping.uuid(), text);
    } catch (DataAccessException | TransactionException e) {
      results.remove(mapping.uuid());
      LOG.warn("The result of {} is not noted: {}", mapping.arn(), e.getMessage());
    }
  }

  /** A mapping is no longer worked for here. */
  void forget(String uuid) {
    results.remove(uuid);
  }

  void polled(EventSourceMapping mapping, int records) {
    count(mapping, Event.POLLED, records);
  }

  void filteredOut(EventSourceMapping mapping, SourceRecord record, String misses) {
    count(mapping, Event.FILTERED_OUT, 1);
    var text = "No filter of the event source mapping matches; what does not: " + misses + ".";
    hop(mapping, record, Step.FILTERED_OUT, text, Map.of("misses", misses));
  }

  void begins(EventSourceMapping mapping, Batch batch, long lag) {
    if (lag >= 0) {
      observer.offsetLag(mapping.function(), lag);
    } else if (batch.size() > 0) {
      var arrived = Instant.ofEpochMilli(batch.records().getLast().arrived());
      var age = Duration.between(arrived, clock.now());
      observer.iteratorAge(mapping.function(), age.isNegative() ? Duration.ZERO : age);
    }
  }

  /** An attempt was made. */
  void attempted(EventSourceMapping mapping, Batch batch, Attempt attempt, BatchOutcome outcome) {
    result(mapping, attempt.result(outcome));
    var ran = attempt.outcome() instanceof InvocationOutcome.Ran;
    if (ran) {
      count(mapping, Event.INVOKED, batch.size());
    }
    if (!(outcome instanceof BatchOutcome.Succeeded)) {
      count(mapping, Event.FAILED_INVOKE, batch.size());
    }
    var number = batch.invocations() + 1;
    var facts = new HashMap<String, String>();
    facts.put("attempt", Integer.toString(number));
    facts.put("outcome", attempt.outcome().getClass().getSimpleName());
    facts.put("requestId", attempt.requestId());
    facts.put("batchSize", Integer.toString(batch.size()));
    if (attempt.outcome() instanceof InvocationOutcome.Ran execution) {
      facts.put("logGroup", execution.execution().logGroup());
      facts.put("logStream", execution.execution().logStream());
    }
    var text = "Attempt " + number + " in a batch of " + batch.size() + ": " + attempt.text();
    var index = 0;
    for (var record : batch.records()) {
      hop(mapping, record, Step.ATTEMPTED, text + ending(outcome, index++), facts);
    }
  }

  private static String ending(BatchOutcome outcome, int index) {
    return switch (outcome) {
      case BatchOutcome.Failed(int from) when from > 0 ->
          index < from ? "; this record is done." : "; this record has to be tried again.";
      case BatchOutcome.Failed _, BatchOutcome.Succeeded _, BatchOutcome.NotRun _ -> ".";
    };
  }

  /** Records wait, for the reason that the mapping's owner is told. */
  void waits(EventSourceMapping mapping, List<SourceRecord> records, Duration after, String why) {
    var until = clock.now().plus(after).toString();
    for (var record : records) {
      hop(
          mapping,
          record,
          Step.WAITING,
          "It is tried again at " + until + ", with what is behind it in its shard: " + why,
          Map.of("until", until));
    }
  }

  void split(EventSourceMapping mapping, BatchDecision.Split split) {
    for (var half : List.of(split.first(), split.second())) {
      for (var record : half.records()) {
        hop(
            mapping,
            record,
            Step.WAITING,
            "The batch is bisected; this record's half has " + half.size() + ".",
            Map.of("batchSize", Integer.toString(half.size())));
      }
    }
  }

  /** Records are given up, and a destination was told, or was not. */
  void told(EventSourceMapping mapping, Discarded discarded, SendOutcome outcome) {
    var destination = String.valueOf(mapping.settings().onFailure());
    var facts = Map.of("condition", discarded.condition().text(), "destination", destination);
    var missed = "The on-failure destination did not get it: ";
    switch (outcome) {
      case SendOutcome.Delivered(var fact, var id) -> {
        count(mapping, Event.DESTINATION_DELIVERED, discarded.batch().size());
        var known = new HashMap<>(facts);
        known.put(fact, id);
        all(discarded, Step.DELIVERED, "The on-failure destination has it.", known);
      }
      case SendOutcome.Denied(var reason) -> {
        observer.destinationFailed(mapping.function());
        all(discarded, Step.DENIED, missed + reason, facts);
      }
      case SendOutcome.Refused(var reason) -> {
        observer.destinationFailed(mapping.function());
        all(discarded, Step.DROPPED, missed + reason, facts);
      }
      case SendOutcome.Failed(var reason) -> all(discarded, Step.WAITING, missed + reason, facts);
    }
  }

  /** Records are given up for good. What its source no longer keeps, AWS does not count. */
  void dropped(EventSourceMapping mapping, Discarded discarded) {
    if (discarded.condition() != Discarded.Condition.AGE_EXCEEDED
        || mapping.settings().maximumRecordAgeSeconds() != MappingSettings.UNLIMITED) {
      count(mapping, Event.DROPPED, discarded.batch().size());
    }
    if (mapping.settings().onFailure() == null) {
      all(
          discarded,
          Step.DROPPED,
          "It is given up ("
              + discarded.condition().text()
              + "), and the event source mapping has no on-failure destination.",
          Map.of("condition", discarded.condition().text()));
    }
  }

  private void all(Discarded discarded, Step step, String text, Map<String, String> facts) {
    for (var record : discarded.batch().records()) {
      hop(discarded.mapping(), record, step, text, facts);
    }
  }

  private void count(EventSourceMapping mapping, Event event, int records) {
    if (mapping.settings().countsEvents() && records > 0) {
      observer.events(mapping.function(), mapping.uuid(), event, records);
    }
  }

  private void hop(
      EventSourceMapping mapping,
      SourceRecord record,
      Step step,
      String text,
      Map<String, String> facts) {
    hops.record(new EventHop(record.event(), null, clock.now(), step, mapping.arn(), text, facts));
  }
}
