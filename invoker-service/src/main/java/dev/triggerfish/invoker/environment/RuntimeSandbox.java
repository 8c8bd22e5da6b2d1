package dev.triggerfish.invoker.environment;

import java.util.List;
import java.util.Map;

/**
 * Where the runtime of one environment runs. Its {@code /tmp} lives as long as this; the runtime
 * may be killed and started again in it.
 */
public interface RuntimeSandbox extends AutoCloseable {

  /** What the owner of the function ought to know about this machine; goes into the log. */
  List<String> notices();

  /**
   * Starts the runtime.
   *
   * @param environment all environment variables that it gets
   * @param listener hears of its output and its end
   */
  void start(Map<String, String> environment, RuntimeListener listener)
      throws RuntimeStartException;

  /** INIT is over: from now on the runtime gets no more of the processors than its share. */
  void initialized();

  /**
   * Kills the runtime and every process that came of it, and waits until they are gone and all that
   * they wrote has been heard. The listener is not told of this end.
   */
  void kill();

  /** Waits until all that has been written up to now has been heard by the listener. */
  void drainOutput();

  /** The most memory that the runtime has used at once, in bytes; 0 if unknown. */
  long peakMemory();

  /** Whether it can still be used. */
  boolean usable();

  /** Kills everything and removes {@code /tmp}. */
  @Override
  void close();

  /** Hears of a runtime. */
  interface RuntimeListener {

    /** It, or a process of its, wrote something. The array is reused after the call. */
    void output(byte[] bytes, int offset, int length);

    /** It ended on its own; all its output has been heard. */
    void exited(RuntimeExit exit);
  }
}
