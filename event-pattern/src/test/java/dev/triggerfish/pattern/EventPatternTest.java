package dev.triggerfish.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"k":"abc"}                | {"k":[{"wildcard":"a*c"}]}                                    | true
          {"k":"ac"}                 | {"k":[{"wildcard":"a*c"}]}                                    | true
          {"k":"a*c"}                | {"k":[{"wildcard":"a\\\\*c"}]}                                | true
          {"k":"abc"}                | {"k":[{"wildcard":"a\\\\*c"}]}                                | false
          {"k":"aba"}                | {"k":[{"wildcard":"ab*ba"}]}                                  | false
          {"k":"XyZ"}                | {"k":[{"prefix":{"equals-ignore-case":"xY"}}]}                | true
          {"k":"XyZ"}                | {"k":[{"suffix":{"equals-ignore-case":"YZ"}}]}                | true
          {"k":"a.png"}              | {"k":[{"anything-but":{"suffix":".png"}}]}                    | false
          {"k":"a.jpg"}              | {"k":[{"anything-but":{"suffix":[".png",".gif"]}}]}           | true
          {"k":"a/lib/b"}            | {"k":[{"anything-but":{"wildcard":"*/lib/*"}}]}               | false
          {"k":"NO"}                 | {"k":[{"anything-but":{"equals-ignore-case":["no","none"]}}]} | false
          {"k":300}                  | {"k":[300.0]}                                                 | true
          {"k":["a","b"]}            | {"k":["b"]}                                                   | true
          {"k":[{"x":1},{"y":2}]}    | {"k":{"x":[1],"y":[2]}}                                       | false
          {"k":[{"x":1,"y":2}]}      | {"k":{"x":[1],"y":[2]}}                                       | true
          {"other":1}                | {"k":{"deep":{"er":[{"exists":false}]}}}                      | true
          {"k":[{"b":1},{"a":1}]}    | {"k":{"a":[{"exists":false}],"b":[1]}}                        | false
          {"k":[{"b":1},{"b":2}]}    | {"k":{"a":[{"exists":false}],"b":[1]}}                        | true
          {"k":{"N":"150"}}          | {"k":{"N":[{"numeric":[">",100]}]}}                           | false
          {"k":{"N":"150"}}          | {"k":[{"exists":true}]}                                       | false
          {"k":{"N":"150"}}          | {"k":[{"exists":false}]}                                      | true
          {"a":1,"k":5}              | {"a":[1],"$or":[{"k":[4]},{"l":["x"]}]}                       | false
          {"a":1,"l":"x"}            | {"a":[1],"$or":[{"k":[4]},{"l":["x"]}]}                       | true
          {"k":null}                 | {"k":[null]}                                                  | true
          {"k":""}                   | {"k":[null]}                                                  | false
          """)
  void matches(String event, String pattern, boolean expected) {
    assertThat(EventPattern.parse(pattern, Dialect.EVENT_BRIDGE).matches(EventPart.json(event)))
        .isEqualTo(expected);
    assertThat(EventPattern.parse(pattern, Dialect.LAMBDA).matches(EventPart.json(event)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":[{\"wildcard\":\"a*\"}]}",
        "{\"k\":[{\"prefix\":{\"equals-ignore-case\":\"a\"}}]}",
        "{\"k\":[{\"anything-but\":{\"suffix\":\"a\"}}]}",
        "{\"k\":[{\"anything-but\":{\"prefix\":[\"a\"]}}]}"
      })
  void snsKnowsFewerOperators(String pattern) {
    EventPattern.parse(pattern, Dialect.EVENT_BRIDGE);

    assertThatThrownBy(() -> EventPattern.parse(pattern, Dialect.SNS))
        .isInstanceOf(InvalidPatternException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"k":[{"wildcard":"a**"}]}               | Consecutive wildcard characters at pos 1
          {"k":[{"wildcard":"a\\\\b"}]}            | Invalid escape character at pos 1
          {"k":[{"wildcard":5}]}                   | wildcard match pattern must be a string
          {"k":[{"like":"a"}]}                     | Unrecognized match type like
          {"k":[{"anything-but":{"suffix":[]}}]}   | Empty arrays are not allowed
          {"k":"a"}                                | "k" must be an object or an array
          {"k":[]}                                 | Empty arrays are not allowed
          """)
  void saysWhatIsWrongAndWhere(String pattern, String problem) {
    assertThatThrownBy(() -> EventPattern.parse(pattern, Dialect.LAMBDA))
        .isInstanceOfSatisfying(
            InvalidPatternException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.location()).isNotNull();
              assertThat(e.noJson()).isNull();
            });
  }

  @Test
  void textThatIsNoJsonIsSaidToBeNone() {
    assertThatThrownBy(() -> EventPattern.parse("{\"k\":", Dialect.LAMBDA))
        .isInstanceOfSatisfying(
            InvalidPatternException.class, e -> assertThat(e.noJson()).isNotNull());
  }

  @Test
  void wildcardsTakeTimeLinearInTheEvent() {
    var pattern = "{\"k\":[{\"wildcard\":\"" + "*" + "a".repeat(1_000) + "b*\"}]}";
    var event = EventPart.json("{\"k\":\"" + "a".repeat(1_000_000) + "\"}");

    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> assertThat(EventPattern.parse(pattern, Dialect.LAMBDA).matches(event)).isFalse());
  }
}
