package dev.triggerfish.gateway.site;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What follows a request through services; a client may bring its own. */
final class TraceId {

  private static final String ROOT = "Root=";
  private static final int MILLIS = 1_000;

  private TraceId() {}

  /**
   * The header's value, made if the client sends none.
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html">Trace
   *     ids</a>
   */
  static String of(@Nullable String header) {
    if (header != null && header.contains(ROOT)) {
      return header;
    }
    var random = ThreadLocalRandom.current();
    return String.format(
        "Root=1-%08x-%016x%08x",
        // Wall time, which others compare.
        System.currentTimeMillis() / MILLIS, random.nextLong(), random.nextInt());
  }
}
