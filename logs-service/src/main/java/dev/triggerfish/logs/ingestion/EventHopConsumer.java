package dev.triggerfish.logs.ingestion;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.logs.journal.EventHopStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in what happened to events. Offsets are settled after the commit; a hop that arrives again
 * is known by what it says.
 */
final class EventHopConsumer implements BatchAcknowledgingMessageListener<String, byte[]> {

  private static final Logger log = LoggerFactory.getLogger(EventHopConsumer.class);
  private static final int LONGEST_NAME = 1_100;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_FACTS = 16;

  private final JsonMapper json = JsonMapper.builder().build();
  private final EventHopStore store;

  EventHopConsumer(EventHopStore store) {
    this.store = store;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records, @Nullable Acknowledgment acknowledgment) {
    var hops = new ArrayList<EventHop>(records.size());
    for (var record : records) {
      var hop = decode(record);
      if (hop != null) {
        hops.add(hop);
      }
    }
    add(hops);
    if (acknowledgment != null) {
      acknowledgment.acknowledge();
    }
  }

  private void add(List<EventHop> hops) {
    try {
      store.add(hops);
    } catch (DataIntegrityViolationException together) {
      // One that the database refuses must not hold up the others.
      for (var hop : hops) {
        try {
          store.add(List.of(hop));
        } catch (DataIntegrityViolationException alone) {
          log.error("A hop of {} cannot be stored and is left out", hop.resource(), alone);
        }
      }
    }
  }

  private @Nullable EventHop decode(ConsumerRecord<String, byte[]> record) {
    try {
      var hop = json.readValue(record.value(), EventHop.class);
      if (isComplete(hop)) {
        return hop;
      }
      leftOut(record, "it lacks members or has some that are too long");
    } catch (JacksonException | IllegalArgumentException e) {
      leftOut(record, e.getClass().getSimpleName());
    }
    return null;
  }

  private static void leftOut(ConsumerRecord<String, byte[]> record, String why) {
    log.error(
        "Record {} of partition {} of {} is no hop of an event and is left out: {}",
        record.offset(),
        record.partition(),
        record.topic(),
        why);
  }

  // What Jackson leaves null, the record's declared types do not tell.
  @SuppressWarnings("NullAway")
  private static boolean isComplete(EventHop hop) {
    return hop != null
        && fits(hop.id(), LONGEST_NAME)
        && !hop.id().isEmpty()
        && (hop.cause() == null || fits(hop.cause(), LONGEST_NAME))
        && hop.at() != null
        && hop.step() != null
        && fits(hop.resource(), LONGEST_NAME)
        && fits(hop.text(), LONGEST_TEXT)
        && hop.facts() != null
        && hop.facts().size() <= MOST_FACTS
        && hop.facts().entrySet().stream()
            .allMatch(f -> fits(f.getKey(), LONGEST_NAME) && fits(f.getValue(), LONGEST_NAME));
  }

  private static boolean fits(String text, int longest) {
    return text != null && text.length() <= longest;
  }
}
