package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.admin.PeerPages.Answer;
import dev.triggerfish.aws.admin.PeerPages.Unanswered;
import dev.triggerfish.aws.clock.ClockAdvances.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code /_triggerfish/clock}: shows platform time, and moves it on. */
@RestController
final class ClockController {

  /** Of the other processes, too: they ask each other how far they are. */
  static final String PATH = "/_triggerfish/clock";

  private static final int LONGEST_BODY = 1_000;

  private static final String USAGE =
      "Send {\"advance\":\"PT2M\"}: by how much platform time is to move on, as an ISO-8601"
          + " duration, or as 90s, 2m, 1h or 1d.";

  private final ClockAdvances advances;
  private final PeerPages peers;

  ClockController(ClockAdvances advances, PeerPages peers) {
    this.advances = advances;
    this.peers = peers;
  }

  /**
   * What the clocks show, as JSON, or as lines for people where {@code text/plain} is asked for;
   * and which services are behind, or do not say.
   */
  @GetMapping(PATH)
  ResponseEntity<?> clock(
      @RequestParam(name = PeerPages.OWN, defaultValue = "false") boolean own,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    var reading = advances.reading();
    return shown(200, reading, behind(Duration.parse(reading.offset()), own), accept);
  }

  private List<String> behind(Duration offset, boolean own) {
    var others = peers.gather(PATH, Shown.class, own);
    var late =
        others.answers().stream()
            .filter(peer -> Duration.parse(peer.page().offset()).compareTo(offset) < 0)
            .map(Answer::service);
    return Stream.concat(late, others.unanswered().stream().map(Unanswered::service)).toList();
  }

  /**
   * Moves platform time on: {@code {"advance":"PT2M"}}. The answer comes when every service has
   * taken it and has started what came due. It is 202 and says who has not, if somebody takes too
   * long.
   */
  @PostMapping(PATH)
  ResponseEntity<?> advance(
      InputStream body,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept)
      throws IOException {
    var text = advanceOf(body.readNBytes(LONGEST_BODY + 1));
    if (text == null) {
      return said(400, USAGE, accept);
    }
    var by = ClockText.duration(text);
    if (by == null) {
      return said(400, "'" + text + "' is no duration. " + USAGE, accept);
    }
    return switch (advances.advance(by)) {
      case Outcome.Advanced(var reading, var behind) ->
          shown(behind.isEmpty() ? 200 : 202, reading, behind, accept);
      case Outcome.Refused(var sentence) -> said(400, sentence, accept);
      case Outcome.Failed(var sentence) -> said(503, sentence, accept);
    };
  }

  private static @Nullable String advanceOf(byte[] body) {
    if (body.length > LONGEST_BODY) {
      return null;
    }
    try {
      var json = JsonMapper.shared().readTree(body);
      var advance = json.path("advance");
      return json.size() == 1 && advance.isString() ? advance.stringValue() : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static ResponseEntity<?> shown(
      int status, ClockReading reading, List<String> behind, String accept) {
    var answer = ResponseEntity.status(status);
    return isForPeople(accept)
        ? answer.contentType(MediaType.TEXT_PLAIN).body(ClockText.of(reading, behind))
        : answer
            .contentType(MediaType.APPLICATION_JSON)
            .body(new Shown(reading.platform(), reading.wall(), reading.offset(), behind));
  }

  private static ResponseEntity<?> said(int status, String sentence, String accept) {
    var answer = ResponseEntity.status(status);
    return isForPeople(accept)
        ? answer.contentType(MediaType.TEXT_PLAIN).body(sentence + "\n")
        : answer.contentType(MediaType.APPLICATION_JSON).body(new Said(sentence));
  }

  private static boolean isForPeople(String accept) {
    return accept.startsWith(MediaType.TEXT_PLAIN_VALUE);
  }

  /** The body of a reading. */
  record Shown(Instant platform, Instant wall, String offset, List<String> behind) {}

  /** The body of an error. */
  record Said(String message) {}
}
