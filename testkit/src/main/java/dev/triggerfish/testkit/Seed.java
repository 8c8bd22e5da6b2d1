package dev.triggerfish.testkit;

import java.util.Random;

/**
 * Randomness that a failed run can be repeated with: prints the seed of each generator, and takes
 * it from the system property {@value #PROPERTY} if that is set.
 */
public final class Seed {

  /** Of Maven too: {@code -Dtriggerfish.test.seed=42}. */
  public static final String PROPERTY = "triggerfish.test.seed";

  private Seed() {}

  /**
   * A generator with a seed that has been printed.
   *
   * @param test what uses it
   */
  public static Random random(Class<?> test) {
    var seed = Long.getLong(PROPERTY, System.nanoTime());
    System.out.printf("%s uses -D%s=%d%n", test.getSimpleName(), PROPERTY, seed);
    return new Random(seed);
  }
}
