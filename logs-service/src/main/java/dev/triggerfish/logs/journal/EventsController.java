package dev.triggerfish.logs.journal;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/events}: what became of an event. */
@RestController
final class EventsController {

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Hops are on their way for about 200 ms: what is older than this is all there. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private final EventHopStore store;
  private final PlatformClock clock;
  private final Duration patience;
  private final String askable;

  /**
   * @param patience how long to wait for what is still on its way
   */
  EventsController(EventHopStore store, PlatformClock clock, Duration patience) {
    this.store = store;
    this.clock = clock;
    this.patience = patience;
    this.askable =
        "Ask for the request ID of an Event invocation, the message ID of a notification, or"
            + " bucket/key of an object; the last %d hops are kept.".formatted(store.kept());
  }

  /** An event by an id that a path may hold; {@code bucket/key} included. */
  @GetMapping("/_triggerfish/events/{*id}")
  ResponseEntity<?> byPath(
      @PathVariable("id") String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept)
      throws InterruptedException {
    return event(id.substring(1), accept);
  }

  /** An event by any id: keys of objects may hold what no path may, such as {@code //}. */
  @GetMapping("/_triggerfish/events")
  ResponseEntity<?> event(
      @RequestParam(name = "id", defaultValue = "") String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept)
      throws InterruptedException {
    var forPeople = accept.startsWith(MediaType.TEXT_PLAIN_VALUE);
    if (id.isEmpty()) {
      return said(400, "Which event? " + askable, forPeople);
    }
    var path = settled(id);
    if (path == null) {
      return said(404, "Nothing is known of '" + id + "'. " + askable, forPeople);
    }
    return forPeople
        ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(EventText.of(path))
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Shown.of(path));
  }

  /** The way of an event once nothing more seems to be on its way; null if nothing is known. */
  private @Nullable EventPath settled(String id) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    var path = EventPath.of(id, store);
    while (mayGrow(path) && System.nanoTime() - deadline < 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), patience.toNanos()));
      path = EventPath.of(id, store);
    }
    return path.orElse(null);
  }

  private boolean mayGrow(Optional<EventPath> path) {
    return path.map(known -> known.last().plus(ON_ITS_WAY).isAfter(clock.now())).orElse(true);
  }

  private static ResponseEntity<?> said(int status, String sentence, boolean forPeople) {
    var answer = ResponseEntity.status(status);
    return forPeople
        ? answer.contentType(MediaType.TEXT_PLAIN).body(EventText.printable(sentence) + "\n")
        : answer.contentType(MediaType.APPLICATION_JSON).body(new Said(sentence));
  }

  /** The body of an answer. */
  record Shown(String id, boolean complete, List<ShownEvent> events) {

    static Shown of(EventPath path) {
      var events =
          path.events().stream()
              .map(
                  event ->
                      new ShownEvent(
                          event.id(),
                          event.causes(),
                          event.hops().stream()
                              .map(
                                  hop ->
                                      new ShownHop(
                                          hop.at(),
                                          hop.step().name(),
                                          hop.resource(),
                                          hop.text(),
                                          hop.facts()))
                              .toList()))
              .toList();
      return new Shown(path.id(), path.complete(), events);
    }
  }

  /** One event of it. */
  record ShownEvent(String id, Set<String> causes, List<ShownHop> hops) {}

  /** One hop of that. */
  record ShownHop(
      Instant at, String step, String resource, String text, Map<String, String> facts) {}

  /** The body of an error. */
  record Said(String message) {}
}
