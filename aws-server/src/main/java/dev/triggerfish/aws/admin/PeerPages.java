package dev.triggerfish.aws.admin;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the platform's other processes have at a page of {@code /_triggerfish}. The gateway asks
 * them; a process that is all of the platform has no peers; every other process answers for itself.
 */
public interface PeerPages {

  /**
   * The query parameter by which a process is asked for its own answer alone: {@code ?own=true}.
   */
  String OWN = "own";

  /** Nobody else is there. */
  PeerPages NONE =
      new PeerPages() {
        @Override
        public <T> Gathered<T> gather(String path, Class<T> type) {
          return new Gathered<>(List.of(), List.of());
        }
      };

  /**
   * Asks all peers at once, for two seconds at most.
   *
   * @param path such as {@code /_triggerfish/denials}
   * @param type of the JSON that each answers
   */
  <T> Gathered<T> gather(String path, Class<T> type);

  /** All peers' answers, or none where only the process's own is asked for. */
  default <T> Gathered<T> gather(String path, Class<T> type, boolean ownOnly) {
    return ownOnly ? NONE.gather(path, type) : gather(path, type);
  }

  /**
   * What came of asking.
   *
   * @param unanswered one entry for each peer that has not answered: the page lacks what it knows
   */
  record Gathered<T>(List<Answer<T>> answers, List<Unanswered> unanswered) {

    /** The answers alone. */
    public Stream<T> pages() {
      return answers.stream().map(Answer::page);
    }
  }

  /**
   * A peer's answer.
   *
   * @param service of the platform, such as {@code invoker}
   */
  record Answer<T>(String service, T page) {}

  /**
   * A peer without an answer.
   *
   * @param service of the platform, such as {@code invoker}
   * @param why in a few words
   */
  record Unanswered(String service, String why) {}
}
