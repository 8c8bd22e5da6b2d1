package dev.triggerfish.logs.journal;

import dev.triggerfish.contracts.EventHop;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    var search = new Search(id, store);
    search.go(anyId -> store.causes(anyId, MOST_EVENTS));
    search.go(anyId -> store.effects(anyId, MOST_EVENTS));
    var events = search.events();
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new EventPath(id, events, search.complete));
  }

  /** When the last hop happened. */
  Instant last() {
    return events.stream()
        .map(event -> event.hops().getLast().at())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Breadth first, each event once: a loop of events is shown as far as it goes round. */
  private static final class Search {
    private final String asked;
    private final EventHopStore store;
    private final SequencedSet<String> found = new LinkedHashSet<>();
    private boolean complete = true;

    Search(String asked, EventHopStore store) {
      this.asked = asked;
      this.store = store;
    }

    void go(Function<String, Set<String>> next) {
      var seen = new HashSet<>(Set.of(asked));
      var queue = new ArrayDeque<>(List.of(new Found(asked, 0)));
      while (!queue.isEmpty()) {
        var at = queue.remove();
        found.add(at.id());
        for (var neighbour : next.apply(at.id())) {
          if (seen.contains(neighbour)) {
            continue;
          }
          if (seen.size() >= MOST_EVENTS || at.steps() >= MOST_STEPS) {
            complete = false;
          } else {
            seen.add(neighbour);
            queue.add(new Found(neighbour, at.steps() + 1));
          }
        }
      }
    }

    private record Found(String id, int steps) {}

    List<Event> events() {
      var events = new ArrayList<Event>();
      for (var id : found) {
        var hops = store.hops(id, MOST_HOPS);
        complete &= hops.size() < MOST_HOPS;
        if (!hops.isEmpty()) {
          events.add(new Event(id, causes(id), hops));
        }
      }
      events.sort(Comparator.comparing(Event::first));
      return events;
    }

    /** The causes of an event; an invocation that was asked for has its whole request ID. */
    private Set<String> causes(String id) {
      return store.causes(id, MOST_EVENTS).stream()
          .map(
              cause ->
                  cause.equals(RequestIdHalf.of(asked) + RequestIdHalf.ELLIPSIS) ? asked : cause)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }
}
