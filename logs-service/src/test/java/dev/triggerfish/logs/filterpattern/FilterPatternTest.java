package dev.triggerfish.logs.filterpattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "''                   | anything            | true",
        "'   '                | anything            | true",
        "'\"\"'               | anything            | true",
        "'\" \"'              | anything            | true",
        "hello                | hello world         | true",
        "hello                | Hello world         | false",
        "Exception            | NullPointerException| true",
        "world hello          | hello world         | true",
        "hello cruel          | hello world         | false",
        "'\"hello world\"'    | say hello world     | true",
        "'\"hello world\"'    | hello, world        | false",
        "'\"a \\\"b\\\" c\"'  | say a \"b\" c!      | true",
        "'\"[ERROR]\"'        | [ERROR] oh          | true",
        "hello -world         | hello there         | true",
        "hello -world         | hello world         | false",
        "-world               | hello               | true",
        "'hello -\"cruel w\"' | hello cruel world   | false",
        "?ERROR ?WARN         | WARN disk           | true",
        "?ERROR ?WARN         | INFO disk           | false",
        "'?\"a b\" ?c'        | x a b               | true",
        "?ERROR ?WARN -disk   | WARN disk           | false",
        "INFO ?ERROR ?WARN    | INFO disk           | true",
        "INFO ?ERROR ?WARN    | WARN disk           | false",
        "ab abab babb         | ababb               | true",
        "aab                  | aaaab               | true",
        "naïve                | so naïve            | true",
      })
  void matchesAsAwsDocumentsIt(String pattern, String message, boolean matches) {
    assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a-b", "-", "?", "\"open", "x \"open", "a,b", "-?x"})
  void refusesWhatIsMalformed(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(InvalidFilterPatternException.class)
        .hasMessageStartingWith("Invalid filter pattern");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ $.level = \"ERROR\" }", "[ip, user, ...]", "%ERR.*%"})
  void refusesKindsThatAreNotSimulated(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(InvalidFilterPatternException.class)
        .hasMessageContaining("does not simulate");
  }

  @Test
  void findsWhatSearchingOneByOneFinds() {
    var random = new Random(7);
    for (var round = 0; round < 2_000; round++) {
      var terms = new ArrayList<String>();
      for (var term = 0; term < 1 + random.nextInt(5); term++) {
        terms.add(text(random, 1 + random.nextInt(4)));
      }
      var distinct = terms.stream().distinct().toList();
      var message = text(random, random.nextInt(20));
      var search = new TermSearch(distinct);
      assertThat(search.findsAll(message))
          .as("all of %s in %s", distinct, message)
          .isEqualTo(distinct.stream().allMatch(message::contains));
      assertThat(search.findsAny(message))
          .as("any of %s in %s", distinct, message)
          .isEqualTo(distinct.stream().anyMatch(message::contains));
    }
  }

  @Test
  void takesLinearTimeOnHostilePatterns() {
    var pattern = FilterPattern.parse(String.join(" ", List.of("a".repeat(1_000) + "b", "ab")));
    var message = "a".repeat(1_000_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(pattern.matches(message)).isFalse());
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
