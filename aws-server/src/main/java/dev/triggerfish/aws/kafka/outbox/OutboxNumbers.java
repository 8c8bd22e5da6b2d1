package dev.triggerfish.aws.kafka.outbox;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * Tells a shard's records from repeats. A relay that does not know what has arrived sends again, so
 * a record may come twice, and after a failure one may come before another that is still missing.
 * Whoever takes only the next number gets each record once and in order.
 */
public final class OutboxNumbers {

  /** Header with the sequence number, in decimal digits. */
  static final String HEADER = "sequence-number";

  private static final long UNKNOWN = -1;

  private long next;

  private OutboxNumbers(long next) {
    this.next = next;
  }

  /** Begins with whatever comes first. */
  public static OutboxNumbers fromAnywhere() {
    return new OutboxNumbers(UNKNOWN);
  }

  /** Begins with a number. */
  public static OutboxNumbers from(long number) {
    return new OutboxNumbers(number);
  }

  /** The sequence number of a record; empty if it did not come from an outbox. */
  public static OptionalLong of(Headers headers) {
    var header = headers.lastHeader(HEADER);
    return header == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII)));
  }

  /** Whether a record of this number is the next one, and then moves on. */
  public boolean take(long number) {
    if (next != UNKNOWN && number != next) {
      return false;
    }
    next = number + 1;
    return true;
  }
}
