package dev.triggerfish.logs.journal;

import dev.triggerfish.contracts.EventHop;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The way of an event: what happened to it, to what made it, and to what it made.
 *
 * @param id that was asked for
 * @param events in the order of their first hops
 * @param complete whether that is all; not so where it is too much to show
 */
record EventPath(String id, List<Event> events, boolean complete) {

  static final int MOST_EVENTS = 50;
  static final int MOST_HOPS = 200;
  static final int MOST_STEPS = 20;

  /**
   * One event.
   *
   * @param id of it
   * @param causes of those events that made it
   * @param hops in the order of their times
   */
  record Event(String id, Set<String> causes, List<EventHop> hops) {

    private Instant first() {
      return hops.getFirst().at();
    }
  }

  /** Finds the way of an event; empty if nothing is known of it. */
  static Optional<EventPath> of(String id, EventHopStore store) {
    var search = new Search(store);
    search.go(id, anyId -> store.causes(anyId, MOST_EVENTS));
    search.go(id, anyId -> store.effects(anyId, MOST_EVENTS));
    var events = search.events();
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new EventPath(id, events, search.complete));
  }

  /** When something happened last. */
  Instant last() {
    return events.stream()
        .map(event -> event.hops().getLast().at())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Breadth first, each event once: a loop of events is shown as far as it goes round. */
  private static final class Search {
    private final EventHopStore store;
    private final SequencedSet<String> found = new LinkedHashSet<>();
    private boolean complete = true;

    Search(EventHopStore store) {
      this.store = store;
    }

    void go(String start, Function<String, Set<String>> next) {
      var steps = new HashMap<>(Map.of(start, 0));
      var queue = new ArrayDeque<>(List.of(start));
      while (!queue.isEmpty()) {
        var id = queue.remove();
        found.add(id);
        for (var neighbour : next.apply(id)) {
          if (steps.containsKey(neighbour)) {
            continue;
          }
          if (steps.size() >= MOST_EVENTS || steps.get(id) >= MOST_STEPS) {
            complete = false;
          } else {
            steps.put(neighbour, steps.get(id) + 1);
            queue.add(neighbour);
          }
        }
      }
    }

    List<Event> events() {
      var events = new ArrayList<Event>();
      for (var id : found) {
        var hops = store.hops(id, MOST_HOPS);
        complete &= hops.size() < MOST_HOPS;
        if (!hops.isEmpty()) {
          var causes = new LinkedHashSet<>(store.causes(id, MOST_EVENTS));
          events.add(new Event(id, causes, hops));
        }
      }
      events.sort(Comparator.comparing(Event::first));
      return events;
    }
  }
}
