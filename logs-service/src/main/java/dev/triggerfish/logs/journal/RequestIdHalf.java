package dev.triggerfish.logs.journal;

import java.util.stream.IntStream;

/**
 * The first half of a request ID, by which the trace headers of an invocation name it; 64 bits are
 * enough to tell it from all others.
 */
final class RequestIdHalf {

  /** Stands for the other half where nobody knows it. */
  static final String ELLIPSIS = "-…";

  private static final int LENGTH = 18;

  private RequestIdHalf() {}

  /** The first half of a request ID; any other ID as it is. */
  static String of(String id) {
    return id.length() > LENGTH && is(id.substring(0, LENGTH)) ? id.substring(0, LENGTH) : id;
  }

  static boolean is(String id) {
    return id.length() == LENGTH
        && IntStream.range(0, LENGTH).allMatch(at -> fits(id.charAt(at), at));
  }

  private static boolean fits(char character, int at) {
    return (at == 8 || at == 13 ? "-" : "0123456789abcdef").indexOf(character) >= 0;
  }

  /** The first of the request IDs that begin so; in every collation, since they look alike. */
  static String first(String half) {
    return half + "-0000-000000000000";
  }

  /** The last one. */
  static String last(String half) {
    return half + "-ffff-ffffffffffff";
  }
}
