package dev.triggerfish.invoker.environment;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Between one generation of a runtime, which polls, and the platform, which has events for it. A
 * generation that was killed is fenced off: its channel is closed, and what still arrives is
 * refused.
 */
public final class RuntimeChannel {

  private final String token;
  private final Runnable onIdle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private RuntimeState state = RuntimeState.STARTED;
  private @Nullable RuntimeEvent event;
  private boolean eventTaken;
  private @Nullable RuntimeAnswer answer;
  private long polls;

  /**
   * A channel.
   *
   * @param token by which the runtime is known
   * @param onIdle called when the runtime, after an answer, asks for the next event
   */
  RuntimeChannel(String token, Runnable onIdle) {
    this.token = token;
    this.onIdle = onIdle;
  }

  String token() {
    return token;
  }

  // ---- the runtime's side

  /** Waits, for as long as it takes, for an event. */
  public RuntimeEvent next() throws RuntimeRequestRefusedException, InterruptedException {
    if (enterReady()) {
      onIdle.run();
    }
    lock.lock();
    try {
      var poll = ++polls;
      work.signalAll();
      while (state == RuntimeState.READY && poll == polls && (event == null || eventTaken)) {
        work.await();
      }
      if (state != RuntimeState.READY || poll != polls || event == null) {
        throw RuntimeRequestRefusedException.gone();
      }
      eventTaken = true;
      state = RuntimeState.RUNNING;
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** The handler's result. */
  public void respond(String requestId, byte[] body) throws RuntimeRequestRefusedException {
    answer(requestId, new RuntimeAnswer.Response(body));
  }

  /** The handler's error. */
  public void fail(String requestId, byte[] body, String errorType)
      throws RuntimeRequestRefusedException {
    answer(requestId, new RuntimeAnswer.Failure(body, errorType));
  }

  /** A result that is larger than it may be. */
  public void tooLarge(String requestId) throws RuntimeRequestRefusedException {
    answer(requestId, new RuntimeAnswer.TooLarge());
  }

  /** The function could not be loaded. */
  public void failInit(byte[] body, String errorType) throws RuntimeRequestRefusedException {
    lock.lock();
    try {
      requireOpen();
      if (state != RuntimeState.STARTED) {
        throw RuntimeRequestRefusedException.transition(state, RuntimeState.INIT_FAILED);
      }
      state = RuntimeState.INIT_FAILED;
      answer = new RuntimeAnswer.Failure(body, errorType);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses an answer to anything but the event that the runtime has. */
  public void requireRunning(String requestId) throws RuntimeRequestRefusedException {
    lock.lock();
    try {
      checkRunning(requestId);
    } finally {
      lock.unlock();
    }
  }

  // ---- the platform's side

  /** Hands over an event; the runtime must be ready. */
  void hand(RuntimeEvent next) {
    lock.lock();
    try {
      event = next;
      eventTaken = false;
      answer = state == RuntimeState.CLOSED ? answer : null;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for what comes next of the runtime, until {@link System#nanoTime()} is there. */
  RuntimeAnswer await(long untilNanos) throws InterruptedException {
    lock.lock();
    try {
      while (answer == null) {
        var left = untilNanos - System.nanoTime();
        if (left <= 0) {
          return new RuntimeAnswer.Late();
        }
        progress.awaitNanos(left);
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** The process ended, or is about to be killed. Answers that are there stay. */
  void close(RuntimeExit exit) {
    lock.lock();
    try {
      var answered = state == RuntimeState.RESPONDED || state == RuntimeState.INIT_FAILED;
      state = RuntimeState.CLOSED;
      if (!answered) {
        answer = new RuntimeAnswer.Ended(exit);
      }
      work.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return state == RuntimeState.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  private boolean enterReady() throws RuntimeRequestRefusedException {
    lock.lock();
    try {
      requireOpen();
      var from = state;
      if (from == RuntimeState.STARTED) {
        answer = new RuntimeAnswer.Initialized();
        progress.signalAll();
      } else if (from != RuntimeState.RESPONDED && from != RuntimeState.READY) {
        throw RuntimeRequestRefusedException.transition(from, RuntimeState.READY);
      }
      state = RuntimeState.READY;
      if (from == RuntimeState.RESPONDED) {
        event = null;
      }
      return from == RuntimeState.RESPONDED;
    } finally {
      lock.unlock();
    }
  }

  private void answer(String requestId, RuntimeAnswer given) throws RuntimeRequestRefusedException {
    lock.lock();
    try {
      checkRunning(requestId);
      state = RuntimeState.RESPONDED;
      answer = given;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void checkRunning(String requestId) throws RuntimeRequestRefusedException {
    requireOpen();
    if (event == null || !event.invocation().requestId().equals(requestId)) {
      throw RuntimeRequestRefusedException.requestId();
    }
    if (state != RuntimeState.RUNNING) {
      throw RuntimeRequestRefusedException.transition(state, RuntimeState.RESPONDED);
    }
  }

  private void requireOpen() throws RuntimeRequestRefusedException {
    if (state == RuntimeState.CLOSED) {
      throw RuntimeRequestRefusedException.gone();
    }
  }
}
