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
  private Pending pending = new Pending();
  private @Nullable RuntimeAnswer ended;
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
      become(RuntimeState.RUNNING);
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
      become(RuntimeState.INIT_FAILED);
      pending.answer = new RuntimeAnswer.Failure(body, errorType);
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

  /**
   * Hands over an event; the runtime must be ready.
   *
   * @return to wait for its answer with: the runtime may be handed the next event before whoever
   *     waits for this answer has come to read it
   */
  Pending hand(RuntimeEvent next) {
    lock.lock();
    try {
      event = next;
      eventTaken = false;
      pending = new Pending();
      pending.answer = ended;
      work.signalAll();
      return pending;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end of INIT, until {@link System#nanoTime()} is there. */
  RuntimeAnswer awaitInit(long untilNanos) throws InterruptedException {
    return await(pending, untilNanos);
  }

  /** Waits for the answer to an event, until {@link System#nanoTime()} is there. */
  RuntimeAnswer await(Pending handed, long untilNanos) throws InterruptedException {
    lock.lock();
    try {
      while (handed.answer == null) {
        var left = untilNanos - System.nanoTime();
        if (left <= 0) {
          return new RuntimeAnswer.Late();
        }
        progress.awaitNanos(left);
      }
      return handed.answer;
    } finally {
      lock.unlock();
    }
  }

  /** The process ended, or is about to be killed. Answers that are there stay. */
  void close(RuntimeExit exit) {
    lock.lock();
    try {
      state = RuntimeState.CLOSED;
      ended = new RuntimeAnswer.Ended(exit);
      if (pending.answer == null || pending.answer instanceof RuntimeAnswer.Initialized) {
        pending.answer = ended;
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
      become(RuntimeState.READY);
      if (from == RuntimeState.STARTED) {
        pending.answer = new RuntimeAnswer.Initialized();
        progress.signalAll();
      }
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
      become(RuntimeState.RESPONDED);
      pending.answer = given;
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
    requireStep(RuntimeState.RESPONDED);
  }

  private void become(RuntimeState next) throws RuntimeRequestRefusedException {
    requireStep(next);
    state = next;
  }

  private void requireStep(RuntimeState next) throws RuntimeRequestRefusedException {
    if (!state.mayBecome(next)) {
      throw RuntimeRequestRefusedException.transition(state, next);
    }
  }

  private void requireOpen() throws RuntimeRequestRefusedException {
    if (state == RuntimeState.CLOSED) {
      throw RuntimeRequestRefusedException.gone();
    }
  }

  /** The answer to one event, or to INIT; guarded by the channel. */
  static final class Pending {
    private @Nullable RuntimeAnswer answer;
  }
}
