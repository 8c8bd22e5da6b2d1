package dev.triggerfish.aws.protocol;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of an AWS model, which a whole string has to match. Clients choose the
 * strings, so they are matched in linear time by RE2. The few patterns that RE2 cannot express look
 * ahead or behind; java.util.regex does those, and only on short strings.
 */
final class AwsPattern {

  private static final int MAX_BACKTRACKED_LENGTH = 4096;
  private static final java.util.regex.Pattern UNICODE_ESCAPE =
      java.util.regex.Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
  private static final java.util.regex.Pattern LOOKAROUND =
      java.util.regex.Pattern.compile("\\(\\?(?:[=!]|<[=!])");

  private final String regex;
  private volatile @Nullable Predicate<String> matcher;

  /** The last string that matched: requests about one resource follow each other. */
  private volatile @Nullable String lastMatch;

  AwsPattern(String regex) {
    this.regex = regex;
  }

  String regex() {
    return regex;
  }

  boolean matches(String text) {
    if (text.equals(lastMatch)) {
      return true;
    }
    Predicate<String> compiled = matcher;
    if (compiled == null) {
      compiled = compile(regex);
      matcher = compiled;
    }
    boolean matches = compiled.test(text);
    if (matches && text.length() <= MAX_BACKTRACKED_LENGTH) {
      lastMatch = text;
    }
    return matches;
  }

  /** Whether a pattern runs in linear time. */
  static boolean isLinear(String regex) {
    return re2(regex) != null;
  }

  private static Predicate<String> compile(String regex) {
    Pattern linear = re2(regex);
    if (linear != null) {
      return text -> linear.matcher(text).matches();
    }
    java.util.regex.Pattern backtracking = java.util.regex.Pattern.compile(regex);
    return text -> text.length() <= MAX_BACKTRACKED_LENGTH && backtracking.matcher(text).matches();
  }

  private static @Nullable Pattern re2(String regex) {
    if (LOOKAROUND.matcher(regex).find()) {
      return null;
    }
    Matcher escapes = UNICODE_ESCAPE.matcher(surrogates(regex));
    try {
      return Pattern.compile(escapes.replaceAll("\\\\x{$1}"));
    } catch (PatternSyntaxException notRe2) {
      return null;
    }
  }

  /**
   * Java reads the range between two surrogate pairs as one of code points; RE2 needs to be told.
   */
  private static String surrogates(String regex) {
    return regex.replace("\\uD800\\uDC00-\\uDBFF\\uDFFF", "\\x{10000}-\\x{10FFFF}");
  }
}
