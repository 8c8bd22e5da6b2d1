package dev.triggerfish.aws.pipeline;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Request ids: version 4 UUIDs. They are names, not secrets, so the fast generator is good enough.
 */
public final class RequestId {

  private RequestId() {}

  /** A new one. */
  public static String next() {
    var random = ThreadLocalRandom.current();
    var high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
