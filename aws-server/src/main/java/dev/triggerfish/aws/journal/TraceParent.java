package dev.triggerfish.aws.journal;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a function are known as those of one of its invocations: SDKs within functions
 * send the invocation's trace header along, whose {@code Parent} is the first half of its request
 * ID. It looks like the segment that AWS puts there, and needs no place of its own to be found.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html">Tracing
 *     header</a>
 */
public final class TraceParent {

  /** Of a version 4 UUID; what a client's own tracing sends hardly ever looks like that. */
  private static final Pattern PARENT =
      Pattern.compile("(?:^|;) *Parent=([0-9a-f]{8})([0-9a-f]{4})(4[0-9a-f]{3})(?:;|$)");

  private TraceParent() {}

  /** The parent of all that a function does in an invocation: 16 hexadecimal digits. */
  public static String of(String requestId) {
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
    var parent = PARENT.matcher(traceHeader);
    return parent.find() ? parent.group(1) + "-" + parent.group(2) + "-" + parent.group(3) : null;
  }
}
