package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern with {@code *} (any run of characters) and {@code ?} (one character), compiled. Between
 * the first and the last {@code *} each piece is looked for from left to right and never looked for
 * again, and each search is linear, so that no pattern makes matching slow.
 */
final class Glob {

  /** A symbol that stands for any run of characters. */
  static final int STAR = -1;

  /** A symbol that stands for one character. */
  static final int ONE = -2;

  private final int[] prefix;
  private final boolean starred;
  private final GlobPiece[] middle;
  private final int[] suffix;
  private final int minLength;

  /**
   * Compiles symbols.
   *
   * @param symbols UTF-16 code units, {@link #STAR} and {@link #ONE}
   */
  Glob(int[] symbols) {
    int first = 0;
    while (first < symbols.length && symbols[first] != STAR) {
      first++;
    }
    prefix = Arrays.copyOfRange(symbols, 0, first);
    starred = first < symbols.length;
    int last = symbols.length;
    while (last > first && symbols[last - 1] != STAR) {
      last--;
    }
    suffix = Arrays.copyOfRange(symbols, starred ? last : symbols.length, symbols.length);
    middle = starred ? pieces(symbols, first + 1, last - 1) : new GlobPiece[0];
    int length = prefix.length + suffix.length;
    for (GlobPiece piece : middle) {
      length += piece.length();
    }
    minLength = length;
  }

  /** Compiles a text in which {@code *} and {@code ?} are wildcards. */
  static Glob of(String text) {
    return new Glob(symbols(text));
  }

  /** A text's symbols, {@code *} and {@code ?} as wildcards. */
  static int[] symbols(String text) {
    return text.chars()
        .map(
            c ->
                switch (c) {
                  case '*' -> STAR;
                  case '?' -> ONE;
                  default -> c;
                })
        .toArray();
  }

  boolean matches(String text) {
    if (text.length() < minLength || !matchesAt(prefix, text, 0)) {
      return false;
    }
    if (!starred) {
      return text.length() == prefix.length;
    }
    int end = text.length() - suffix.length;
    int at = prefix.length;
    for (GlobPiece piece : middle) {
      at = piece.endOfFirst(text, at, end);
      if (at < 0) {
        return false;
      }
    }
    return matchesAt(suffix, text, end);
  }

  private static boolean matchesAt(int[] symbols, String text, int offset) {
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] != ONE && symbols[i] != text.charAt(offset + i)) {
        return false;
      }
    }
    return true;
  }

  private static GlobPiece[] pieces(int[] symbols, int from, int to) {
    List<GlobPiece> pieces = new ArrayList<>();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || symbols[i] == STAR) {
        if (i > start) {
          pieces.add(new GlobPiece(Arrays.copyOfRange(symbols, start, i)));
        }
        start = i + 1;
      }
    }
    return pieces.toArray(GlobPiece[]::new);
  }
}
