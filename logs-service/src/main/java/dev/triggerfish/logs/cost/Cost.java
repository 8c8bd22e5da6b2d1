package dev.triggerfish.logs.cost;

import java.math.BigDecimal;

/**
 * What requests came to.
 *
 * @param requests how many invocations
 * @param billedMillis the sum of the billed durations that their REPORT lines say
 * @param gbSeconds memory times billed time
 * @param price in USD
 */
record Cost(long requests, long billedMillis, BigDecimal gbSeconds, BigDecimal price) {

  static final Cost NONE = new Cost(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

  static Cost of(Usage usage, PriceProperties prices) {
    return new Cost(
        usage.requests(), usage.billedMillis(), usage.gigabyteSeconds(), prices.of(usage));
  }

  Cost and(Cost other) {
    return new Cost(
        requests + other.requests,
        billedMillis + other.billedMillis,
        gbSeconds.add(other.gbSeconds),
        price.add(other.price));
  }

  /** The same cost without trailing zeros in its numbers. */
  Cost plain() {
    return new Cost(requests, billedMillis, plain(gbSeconds), plain(price));
  }

  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
