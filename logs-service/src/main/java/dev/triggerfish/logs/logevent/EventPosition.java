package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.paging.PageToken;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands among others: by its time, and for equal times in the order of arrival.
 *
 * @param timestamp milliseconds since the epoch
 * @param id ascends with arrival
 */
record EventPosition(long timestamp, long id) implements Comparable<EventPosition> {

  /** AWS's event ids and tokens hold the time above bit 144, too. */
  private static final int TIMESTAMP_SHIFT = 144;

  private static final int ID_SHIFT = 80;
  private static final int CHECK_SHIFT = 16;
  private static final int DIGITS = 56;

  /** The position before the first event of a time. */
  static EventPosition before(long timestamp) {
    return new EventPosition(timestamp, 0);
  }

  /** The position after every event. */
  static EventPosition end() {
    return new EventPosition(Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  EventPosition justAfter() {
    return new EventPosition(timestamp, id + 1);
  }

  EventPosition justBefore() {
    return new EventPosition(timestamp, Math.max(0, id - 1));
  }

  /** 56 digits that say this position, and that they were given out for a scope. */
  String digits(String scope) {
    var check = new BigInteger(1, PageToken.check(scope, timestamp + ":" + id));
    var number =
        BigInteger.valueOf(timestamp)
            .shiftLeft(TIMESTAMP_SHIFT)
            .or(BigInteger.valueOf(id).shiftLeft(ID_SHIFT))
            .or(check.shiftLeft(CHECK_SHIFT));
    var digits = number.toString();
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** Undoes {@link #digits}; null if they were not given out for this scope. */
  static @Nullable EventPosition parse(String scope, String digits) {
    if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    var number = new BigInteger(digits);
    var timestamp = number.shiftRight(TIMESTAMP_SHIFT);
    if (timestamp.bitLength() > Long.SIZE - 1) {
      return null;
    }
    var id = number.shiftRight(ID_SHIFT).longValue();
    var position = new EventPosition(timestamp.longValue(), id);
    return id >= 0 && position.digits(scope).equals(digits) ? position : null;
  }

  @Override
  public int compareTo(EventPosition other) {
    var byTime = Long.compare(timestamp, other.timestamp);
    return byTime != 0 ? byTime : Long.compare(id, other.id);
  }
}
