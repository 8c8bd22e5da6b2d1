package dev.triggerfish.invoker.environment.cgroup;

import java.time.Duration;

/**
 * What one environment may use.
 *
 * @param memoryMb memory size of the function, 128 to 10,240 MB
 * @param tmpMb size of {@code /tmp}, 512 to 10,240 MB
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Configure
 *     Lambda function memory</a>
 */
public record ResourceLimits(int memoryMb, int tmpMb) {

  /** So much memory buys one processor. */
  static final int MEGABYTES_PER_PROCESSOR = 1769;

  /** Within such a period the share of the processors is given out; AWS's is as long. */
  static final Duration PERIOD = Duration.ofMillis(20);

  /** What the kernel takes at least. */
  private static final long LEAST_QUOTA_MICROS = 1000;

  private static final long MEGABYTE = 1024L * 1024;

  /** The sandbox's own shells. */
  private static final long SANDBOX_BYTES = 4 * MEGABYTE;

  /** {@code /dev/shm}, and what the kernel keeps about processes and the files in /tmp. */
  private static final long AROUND_BYTES = 160 * MEGABYTE;

  /** The function's own memory: above it, it is ended. */
  long memoryBytes() {
    return memoryMb * MEGABYTE + SANDBOX_BYTES;
  }

  /**
   * What its group may hold in all. {@code /tmp} is memory to the kernel, but not to AWS: a full
   * one must not end a function. So this is only the bound that holds until {@link #memoryBytes()}
   * is seen to be exceeded.
   */
  long groupBytes() {
    return memoryBytes() + tmpMb * MEGABYTE + AROUND_BYTES;
  }

  /** Processor time within a {@link #PERIOD}, in microseconds. */
  long quotaMicros() {
    var period = PERIOD.toNanos() / 1000;
    return Math.max(LEAST_QUOTA_MICROS, period * memoryMb / MEGABYTES_PER_PROCESSOR);
  }

  static long periodMicros() {
    return PERIOD.toNanos() / 1000;
  }
}
