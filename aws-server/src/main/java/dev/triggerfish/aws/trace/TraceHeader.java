package dev.triggerfish.aws.trace;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Amzn-Trace-Id}, in X-Ray's form.
 *
 * <p>By it the calls of a function are known as those of one of its invocations: SDKs within
 * functions send the invocation's trace header along, whose {@code Parent} is the first half of its
 * request ID. It looks like the segment that AWS puts there, and needs no place of its own to be
 * found.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html">Tracing
 *     header</a>
 */
public final class TraceHeader {

  private static final String ROOT = "Root=";
  private static final int MILLIS = 1_000;

  /** Any segment. */
  private static final Pattern PARENT = Pattern.compile("Parent=[0-9a-f]{16}");

  /** Of a version 4 UUID; what a client's own tracing sends hardly ever looks like that. */
  private static final Pattern INVOCATION =
      Pattern.compile("(?:^|;) *Parent=([0-9a-f]{8})([0-9a-f]{4})(4[0-9a-f]{3})(?:;|$)");

  private TraceHeader() {}

  /** The value that a client sends; a new trace if it sends none. */
  public static String orNew(@Nullable String header) {
    return header != null && header.contains(ROOT) ? header : newRoot();
  }

  /** A new trace that nobody samples, as an invocation's function passes it on. */
  public static String fresh(String requestId) {
    return newRoot() + ";Parent=" + parent(requestId) + ";Sampled=0";
  }

  /** A trace as an event's function passes it on, whoever caused the event. */
  public static String withParent(String trace, String requestId) {
    return PARENT.matcher(trace).replaceFirst("Parent=" + parent(requestId));
  }

  /** The parent of all that a function does in an invocation: 16 hexadecimal digits. */
  public static String parent(String requestId) {
    return HexFormat.of().toHexDigits(UUID.fromString(requestId).getMostSignificantBits());
  }

  /**
   * The cause of an event as hops tell it.
   *
   * @param traceHeader of the call that made the event
   * @return the first half of an invocation's request ID; null if it was made outside of any
   */
  public static @Nullable String cause(@Nullable String traceHeader) {
    if (traceHeader == null) {
      return null;
    }
    var parent = INVOCATION.matcher(traceHeader);
    return parent.find() ? parent.group(1) + "-" + parent.group(2) + "-" + parent.group(3) : null;
  }

  private static String newRoot() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    // Wall time, which others compare.
    var seconds = (int) (System.currentTimeMillis() / MILLIS);
    return ROOT
        + "1-"
        + hex.toHexDigits(seconds)
        + "-"
        + hex.toHexDigits(random.nextInt())
        + hex.toHexDigits(random.nextLong());
  }
}
