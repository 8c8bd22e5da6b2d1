package dev.triggerfish.aws.protocol;

/**
 * Strings that UTF-8 can carry. JSON's escapes can name half of a surrogate pair, and cutting a
 * string can leave one; neither can be written again.
 */
final class WellFormed {

  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  /** The string itself, or one with U+FFFD for each half pair. */
  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
