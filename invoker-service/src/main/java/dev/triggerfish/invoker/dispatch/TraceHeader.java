package dev.triggerfish.invoker.dispatch;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Trace identifiers in X-Ray's form. */
public final class TraceHeader {

  private TraceHeader() {}

  /** A new trace that nobody samples. */
  public static String fresh() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    var seconds = (int) (System.currentTimeMillis() / 1_000);
    return "Root=1-"
        + hex.toHexDigits(seconds)
        + "-"
        + hex.toHexDigits(random.nextInt())
        + hex.toHexDigits(random.nextLong())
        + ";Parent="
        + hex.toHexDigits(random.nextLong())
        + ";Sampled=0";
  }
}
