package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "*, '', true",
    "*, anything:/at all, true",
    "?, '', false",
    "?, a, true",
    "?, ab, false",
    "a*, a, true",
    "a*, ba, false",
    "*a, ba, true",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, axbxc, true",
    "a*b*c, acb, false",
    "*ab*ab*, abab, true",
    "*ab*ab*, aba, false",
    "s3:Get*, s3:GetObject, true",
    "*aab*, aaab, true",
    "*a?c*, xxabcxx, true",
    "*a?c*, xxacxx, false",
    "*a?, xab, true",
    "??*??, abc, false",
    "**, abc, true",
    "a**b, ab, true",
  })
  void matchesWildcards(String pattern, String text, boolean expected) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
  }

  @Property(tries = 5000)
  void agreesWithTheNaiveReference(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(naive(pattern, 0, text, 0));
  }

  @Property(tries = 300)
  void agreesWithTheNaiveReferenceBeyondOneWordOfBits(@ForAll("texts") String text) {
    String piece = "?".repeat(70) + "ab";
    String longText = "b".repeat(80) + text + "ab" + text;
    assertThat(Glob.of("*" + piece + "*").matches(longText))
        .isEqualTo(naive("*" + piece + "*", 0, longText, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*a*a*a*a*a*a*a*a*b", "*aaaaaaaaaaaaaaaaaaaaaaaab*", "*?a?a?a?a?a?a?a?a?ab*"})
  void isQuickOnAdversarialPatterns(String pattern) {
    String text = "a".repeat(1_000_000);
    Glob glob = Glob.of(pattern);
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> assertThat(glob.matches(text)).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "?"})
  void isQuickOnLongPieces(String filler) {
    String text = "a".repeat(100_000);
    Glob glob = Glob.of("*" + ("a" + filler).repeat(25_000) + "b*");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches(text)).isFalse());
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b').ofMaxLength(12);
  }

  private static boolean naive(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    if (pattern.charAt(p) == '*') {
      return naive(pattern, p + 1, text, t)
          || (t < text.length() && naive(pattern, p, text, t + 1));
    }
    return t < text.length()
        && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))
        && naive(pattern, p + 1, text, t + 1);
  }
}
