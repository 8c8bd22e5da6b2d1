package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.aws.journal.TraceParent;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Trace identifiers in X-Ray's form. */
public final class TraceHeader {

  private static final Pattern PARENT = Pattern.compile("Parent=[0-9a-f]{16}");

  private TraceHeader() {}

  /** A new trace that nobody samples, as an invocation's function passes it on. */
  public static String fresh(String requestId) {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    var seconds = (int) (System.currentTimeMillis() / 1_000);
    return "Root=1-"
        + hex.toHexDigits(seconds)
        + "-"
        + hex.toHexDigits(random.nextInt())
        + hex.toHexDigits(random.nextLong())
        + ";Parent="
        + TraceParent.of(requestId)
        + ";Sampled=0";
  }

  /** A trace as an event's function passes it on, whoever caused the event. */
  static String of(String trace, String requestId) {
    return PARENT.matcher(trace).replaceFirst("Parent=" + TraceParent.of(requestId));
  }
}
