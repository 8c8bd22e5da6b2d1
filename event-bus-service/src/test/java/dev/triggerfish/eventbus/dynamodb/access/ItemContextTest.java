package dev.triggerfish.eventbus.dynamodb.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemContextTest {

  /** What an update only reads can be seen in what it returns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SET a = secret.part                     | a,secret
          SET a = if_not_exists(secret, :v)       | a,secret
          SET a = secret + :v                     | a,secret
          SET a = :v - if_not_exists(b, :v)       | a,b
          SET a = list_append(secret, :l)         | a,secret
          SET a = :v REMOVE b ADD c :v            | a,b,c
          """)
  void anUpdateNamesWhatItWritesAndWhatItReads(String expression, String attributes) {
    var number = AttributeValue.fromN("1");
    var values =
        expression.contains(":l")
            ? Map.of(":l", AttributeValue.fromL(List.of(number)))
            : Map.of(":v", number);
    var update = Expressions.update(expression, Placeholders.of(false, Map.of(), true, values));

    assertThat(new ItemContext().attributes(update).keys().get("dynamodb:attributes"))
        .containsExactlyInAnyOrderElementsOf(List.of(attributes.split(",")));
  }
}
