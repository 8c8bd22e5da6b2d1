package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[a-z]+~abc~true",
        "[a-z]+~abc1~false",
        "[a-z]+~1abc~false",
        "[a-zA-Z0-9-_]+~a-b_c~true",
        "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)~/a/b/~true",
        "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)~/a b/~false",
        "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*~ä 😀~true",
        "((?!^\\d+$)^[0-9a-zA-Z-_]+$)~123~false",
        "((?!^\\d+$)^[0-9a-zA-Z-_]+$)~2024-01-02~true",
      })
  void matchesWholeStringsAsJavaWould(String regex, String text, boolean matches) {
    assertThat(new AwsPattern(regex).matches(text)).isEqualTo(matches);
    assertThat(text.matches(regex)).isEqualTo(matches);
  }

  @Test
  @Timeout(10)
  void evilPatternsTakeLinearTime() {
    assertThat(new AwsPattern("(a+)+b").matches("a".repeat(5_000))).isFalse();
  }

  @Test
  void remembersOnlyWhatMatched() {
    AwsPattern pattern = new AwsPattern("a+");
    assertThat(pattern.matches("aa")).isTrue();
    assertThat(pattern.matches("b")).isFalse();
    assertThat(pattern.matches("aa")).isTrue();
    assertThat(pattern.matches("b")).isFalse();
  }
}
