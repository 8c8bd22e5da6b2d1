package dev.triggerfish.benchmarks;

/**
 * How much is measured.
 *
 * @param warmUp calls of each function before anything counts
 * @param calls in each round, one after the other
 * @param many calls in each round by eight clients
 * @param rounds in which bare and product take turns
 * @param coldStarts of each function
 * @param starts of the product
 * @param pushed events in each round, by eight clients
 * @param pushedOneByOne events in each round, each after the one before it has arrived
 * @param waiting events of a busy function
 * @param beside events of its neighbour
 * @param idleSeconds before its memory is read
 * @param tables how much is measured of tables
 */
record Scale(
    int warmUp,
    int calls,
    int many,
    int rounds,
    int coldStarts,
    int starts,
    int pushed,
    int pushedOneByOne,
    int waiting,
    int beside,
    int idleSeconds,
    TableScale tables) {

  /** Enough for medians that hold. */
  static final Scale FULL =
      new Scale(20_000, 3_000, 16_000, 5, 15, 5, 2_000, 200, 20_000, 500, 20, TableScale.FULL);

  /** Medians that show where to look. */
  static final Scale QUICK =
      new Scale(15_000, 1_500, 8_000, 3, 5, 3, 1_000, 100, 20_000, 300, 10, TableScale.QUICK);

  /** Just enough to see that it runs. */
  static final Scale TRIAL = new Scale(20, 10, 16, 1, 1, 1, 16, 3, 20, 5, 0, TableScale.TRIAL);
}
