package dev.triggerfish.eventbus.dynamodb.stream;

/**
 * How much is read at once.
 *
 * @param records at least 1
 */
record ReadLimit(int records) {

  /** {@code GetRecords} returns 1 MB at most, or one record that is larger. */
  private static final long BYTES = 1024 * 1024;

  /**
   * Whether one more is still within it.
   *
   * @param before how many there are already
   * @param bytes of them and of the one in question
   */
  boolean allows(int before, long bytes) {
    return before == 0 || (before < records && bytes <= BYTES);
  }
}
