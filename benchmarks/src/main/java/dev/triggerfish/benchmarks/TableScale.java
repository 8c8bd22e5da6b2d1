package dev.triggerfish.benchmarks;

/**
 * How much is measured of tables.
 *
 * @param items of 300 bytes, 100 in a partition
 * @param reads one after the other
 * @param queries of 100 items, one after the other
 * @param pages of 1 MB
 * @param transactions of 100 items
 * @param mapped writes that start a function, one after the other
 * @param writesEach of each of many clients
 * @param starts after a kill, and with an empty data directory; none of either with 0
 * @param postgreSql whether PostgreSQL is measured too
 */
record TableScale(
    int items,
    int reads,
    int queries,
    int pages,
    int transactions,
    int mapped,
    int writesEach,
    int starts,
    boolean postgreSql) {

  static final int PARTITION = 100;

  static final TableScale FULL =
      new TableScale(1_000_000, 5_000, 1_000, 50, 50, 200, 1_000, 3, true);
  static final TableScale QUICK = new TableScale(50_000, 2_000, 500, 20, 20, 100, 500, 3, true);
  static final TableScale TRIAL = new TableScale(200, 10, 3, 1, 1, 1, 1, 0, false);

  TableScale {
    if (items < PARTITION || items % PARTITION != 0) {
      throw new IllegalArgumentException("Items come in partitions of " + PARTITION);
    }
  }

  /** The same with another number of items. */
  TableScale withItems(int number) {
    return new TableScale(
        number, reads, queries, pages, transactions, mapped, writesEach, starts, postgreSql);
  }

  int partitions() {
    return items / PARTITION;
  }
}
