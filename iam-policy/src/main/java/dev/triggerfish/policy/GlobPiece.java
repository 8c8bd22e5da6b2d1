package dev.triggerfish.policy;

import java.util.Arrays;

/**
 * What stands between two {@code *}: characters and {@code ?}. A piece without {@code ?} is
 * searched by Knuth, Morris and Pratt's method, one with {@code ?}, where that method does not
 * hold, by shifting a set of bits (Baeza-Yates and Gonnet), 64 symbols at a time.
 */
final class GlobPiece {

  private final int[] symbols;
  private final boolean wild;

  /**
   * For each symbol, the length of the piece's longest proper prefix that ends there; empty if
   * wild.
   */
  private final int[] borders;

  /** The distinct characters, sorted; empty unless wild. */
  private final int[] alphabet;

  /** For each character of the alphabet, and lastly for all others, the places that accept it. */
  private final long[][] places;

  GlobPiece(int[] symbols) {
    this.symbols = symbols;
    wild = Arrays.stream(symbols).anyMatch(s -> s == Glob.ONE);
    borders = wild ? new int[0] : borders(symbols);
    alphabet =
        wild
            ? Arrays.stream(symbols).filter(s -> s != Glob.ONE).distinct().sorted().toArray()
            : new int[0];
    places = wild ? places(symbols, alphabet) : new long[0][];
  }

  int length() {
    return symbols.length;
  }

  /** The end of the first occurrence within {@code [from, to)}, or -1. */
  int endOfFirst(String text, int from, int to) {
    return wild ? wildSearch(text, from, to) : plainSearch(text, from, to);
  }

  private int plainSearch(String text, int from, int to) {
    int matched = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      while (matched > 0 && symbols[matched] != c) {
        matched = borders[matched - 1];
      }
      if (symbols[matched] == c) {
        matched++;
      }
      if (matched == symbols.length) {
        return i + 1;
      }
    }
    return -1;
  }

  private int wildSearch(String text, int from, int to) {
    long[] state = new long[(symbols.length + 63) / 64];
    int last = symbols.length - 1;
    for (int i = from; i < to; i++) {
      int letter = Arrays.binarySearch(alphabet, text.charAt(i));
      long[] accepting = places[letter < 0 ? alphabet.length : letter];
      long carry = 1;
      for (int word = 0; word < state.length; word++) {
        long next = state[word] >>> 63;
        state[word] = ((state[word] << 1) | carry) & accepting[word];
        carry = next;
      }
      if ((state[last / 64] >>> (last % 64) & 1) != 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int[] borders(int[] symbols) {
    int[] borders = new int[symbols.length];
    int matched = 0;
    for (int i = 1; i < symbols.length; i++) {
      while (matched > 0 && symbols[i] != symbols[matched]) {
        matched = borders[matched - 1];
      }
      if (symbols[i] == symbols[matched]) {
        matched++;
      }
      borders[i] = matched;
    }
    return borders;
  }

  private static long[][] places(int[] symbols, int[] alphabet) {
    long[][] places = new long[alphabet.length + 1][(symbols.length + 63) / 64];
    for (int i = 0; i < symbols.length; i++) {
      long bit = 1L << (i % 64);
      if (symbols[i] == Glob.ONE) {
        for (long[] each : places) {
          each[i / 64] |= bit;
        }
      } else {
        places[Arrays.binarySearch(alphabet, symbols[i])][i / 64] |= bit;
      }
    }
    return places;
  }
}
