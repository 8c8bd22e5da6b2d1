package dev.triggerfish.logs.cost;

import java.math.BigDecimal;

/**
 * What was used at one size on one architecture.
 *
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMb 128 to 10,240
 * @param storageMb size of {@code /tmp}, 512 to 10,240
 * @param requests how many invocations
 * @param billedMillis the sum of their billed durations
 */
record Usage(String architecture, int memoryMb, int storageMb, long requests, long billedMillis) {

  private static final int FREE_STORAGE_MB = 512;

  /** Milliseconds times megabytes, as gigabyte-seconds: 1,000 times 1,024 of one make the other. */
  private static final BigDecimal MEGABYTE_MILLIS = BigDecimal.valueOf(1_024_000);

  /** Memory times billed time. */
  BigDecimal gigabyteSeconds() {
    return gigabyteSeconds(memoryMb);
  }

  /** The part of {@code /tmp} that is billed. */
  BigDecimal storageGigabyteSeconds() {
    return gigabyteSeconds(Math.max(0, storageMb - FREE_STORAGE_MB));
  }

  /** Exact: powers of two and five have finite decimals. */
  private BigDecimal gigabyteSeconds(int megabytes) {
    return BigDecimal.valueOf(billedMillis)
        .multiply(BigDecimal.valueOf(megabytes))
        .divide(MEGABYTE_MILLIS);
  }
}
