package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.util.List;

/** The other processes of the platform: its time is one. */
interface SharedClock {

  /** There are no others. */
  SharedClock NONE =
      new SharedClock() {
        @Override
        public void announce(Duration offset) {}

        @Override
        public List<String> awaitTaken(Duration offset) {
          return List.of();
        }
      };

  /**
   * Lets every process know an offset, those too that are to start later.
   *
   * @throws NotAnnouncedException if none of them may ever know it
   */
  void announce(Duration offset) throws NotAnnouncedException;

  /**
   * Waits, not for long, until the others have taken an offset and handed on what came due.
   *
   * @return names of those that have not; they will
   */
  List<String> awaitTaken(Duration offset);

  /** Others cannot be told. */
  final class NotAnnouncedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnnouncedException(Throwable cause) {
      super(cause);
    }
  }
}
