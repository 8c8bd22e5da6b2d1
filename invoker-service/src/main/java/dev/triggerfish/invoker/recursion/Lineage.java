package dev.triggerfish.invoker.recursion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Traces in X-Ray's form, with the functions that have run within the chain of one event and how
 * often each did: {@code Root=…;Parent=…;Sampled=0;Lineage=<hash>:<count>|…}. SDKs within functions
 * pass it on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Recursive
 *     loop detection</a>
 */
public final class Lineage {

  /** How often a function may run within one chain. */
  public static final int MOST_INVOCATIONS = 16;

  private static final int MOST_FUNCTIONS = 64;
  private static final int LONGEST = 2_048;
  private static final Pattern ROOT = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");
  private static final Pattern PARENT = Pattern.compile("[0-9a-f]{16}");

  /** The SDK for Python encodes what it passes on. */
  private static final Pattern SEPARATOR = Pattern.compile("\\||%7C");

  private static final Pattern PASSED = Pattern.compile("[0-9a-f]{8}:[0-9]{1,6}");

  private Lineage() {}

  /**
   * The trace of one more invocation.
   *
   * @param header as the caller sent it; what is not in X-Ray's form counts for nothing
   * @param fresh a new trace, taken where the caller has none
   * @param functionArn of what is invoked, without a qualifier
   */
  public static String next(@Nullable String header, String fresh, String functionArn) {
    var given = header == null || header.length() > LONGEST ? "" : header;
    var root = part(given, "Root=");
    if (root == null || !ROOT.matcher(root).matches()) {
      return fresh + ";Lineage=" + hash(functionArn) + ":1";
    }
    var parent = part(given, "Parent=");
    if (parent == null || !PARENT.matcher(parent).matches()) {
      parent = part(fresh, "Parent=");
    }
    var sampled = "1".equals(part(given, "Sampled=")) ? "1" : "0";
    return "Root="
        + root
        + ";Parent="
        + parent
        + ";Sampled="
        + sampled
        + ";Lineage="
        + String.join("|", counted(passed(given), hash(functionArn)));
  }

  /** How often a function has been invoked within a chain, as of this invocation of it. */
  public static int count(String header, String functionArn) {
    var hash = hash(functionArn) + ":";
    return passed(header).stream()
        .filter(each -> each.startsWith(hash))
        .mapToInt(each -> Integer.parseInt(each, hash.length(), each.length(), 10))
        .max()
        .orElse(0);
  }

  /** The function that runs comes last; of very many, those that have not run for long go first. */
  private static List<String> counted(List<String> passed, String hash) {
    var counts = new ArrayList<String>();
    var count = 0;
    for (var each : passed) {
      if (each.startsWith(hash + ":")) {
        count = Math.max(count, Integer.parseInt(each, hash.length() + 1, each.length(), 10));
      } else {
        counts.add(each);
      }
    }
    counts.add(hash + ":" + (count + 1));
    return counts.subList(Math.max(0, counts.size() - MOST_FUNCTIONS), counts.size());
  }

  private static List<String> passed(String header) {
    var lineage = part(header, "Lineage=");
    return lineage == null
        ? List.of()
        : List.of(SEPARATOR.split(lineage, -1)).stream()
            .filter(each -> PASSED.matcher(each).matches())
            .toList();
  }

  private static @Nullable String part(String header, String name) {
    for (var part : header.split(";", -1)) {
      var text = part.strip();
      if (text.startsWith(name)) {
        return text.substring(name.length());
      }
    }
    return null;
  }

  private static String hash(String functionArn) {
    var crc = new CRC32();
    crc.update(functionArn.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
