package dev.triggerfish.eventbus.dynamodb.expression;

import static dev.triggerfish.eventbus.dynamodb.expression.ExpressionFixture.l;
import static dev.triggerfish.eventbus.dynamodb.expression.ExpressionFixture.m;
import static dev.triggerfish.eventbus.dynamodb.expression.ExpressionFixture.n;
import static dev.triggerfish.eventbus.dynamodb.expression.ExpressionFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UpdatesTest {

  private static final Map<String, AttributeValue> ITEM =
      Map.of(
          "amount", n("5"),
          "steps", l(n("10"), n("20"), n("30")),
          "inner_map", m("x", n("1")),
          "letters", AttributeValue.fromSs(List.of("a", "c")),
          "noun", s("old"));

  private static Map<String, AttributeValue> after(String expression) {
    return new TreeMap<>(
        Updates.apply(Expressions.update(expression, ExpressionFixture.placeholders()), ITEM));
  }

  private static AttributeValue after(String expression, String attribute) {
    return Objects.requireNonNull(after(expression).get(attribute));
  }

  @Test
  void readTheItemAsItWas() {
    assertThat(after("SET noun = :s, twin = noun")).containsEntry("twin", s("old"));
  }

  @Test
  void calculate() {
    assertThat(after("SET #a = amount - :n", "a")).isEqualTo(n("4"));
    assertThat(after("SET #a = if_not_exists(absent, :two) + :n", "a")).isEqualTo(n("3"));
    assertThat(after("ADD amount :n", "amount")).isEqualTo(n("6"));
    assertThat(after("ADD fresh :n", "fresh")).isEqualTo(n("1"));
  }

  @Test
  void appendToLists() {
    assertThat(after("SET fresh = list_append(if_not_exists(fresh, :l), :l)", "fresh"))
        .isEqualTo(l(n("1"), n("1")));
    assertThat(after("SET steps[7] = :n, steps[5] = :two", "steps"))
        .isEqualTo(l(n("10"), n("20"), n("30"), n("2"), n("1")));
  }

  @Test
  void takeElementsByTheIndexesTheyHad() {
    assertThat(after("REMOVE steps[0], steps[2], steps[9]", "steps")).isEqualTo(l(n("20")));
    assertThat(after("SET steps[1] = :n REMOVE steps[0]", "steps")).isEqualTo(l(n("1"), n("30")));
  }

  @Test
  void changeSets() {
    assertThat(after("ADD letters :ss", "letters").ss()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(after("DELETE letters :ss", "letters").ss()).containsExactly("c");
    assertThat(after("DELETE absent :ss")).doesNotContainKey("absent");
  }

  @Test
  void changeMaps() {
    assertThat(after("SET inner_map.y = :n REMOVE inner_map.x", "inner_map"))
        .isEqualTo(m("y", n("1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET absent.x = :n",
        "SET noun.x = :n",
        "SET steps.x = :n",
        "SET inner_map[0] = :n",
        "REMOVE absent.x",
        "SET steps[8].x = :n"
      })
  void refusePlacesThatCannotBe(String expression) {
    assertThatThrownBy(() -> after(expression))
        .hasMessageContaining(
            "The document path provided in the update expression is invalid for update");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SET #a = noun + :n", "ADD noun :n", "ADD amount :ss", "DELETE steps :ss"})
  void refuseOperandsOfOtherTypes(String expression) {
    assertThatThrownBy(() -> after(expression))
        .hasMessageContaining("An operand in the update expression has an incorrect data type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET #a = absent + :n", "SET #a = absent", "SET #a = steps[9]"})
  void refuseAttributesThatAreMissing(String expression) {
    assertThatThrownBy(() -> after(expression))
        .hasMessageContaining(
            "The provided expression refers to an attribute that does not exist in the item");
  }

  @Test
  void projectPartsOfDocuments() {
    var projection =
        Expressions.projection(
            "steps[2], steps[0], inner_map.x, absent.y", ExpressionFixture.placeholders());

    assertThat(projection.of(ITEM))
        .isEqualTo(Map.of("steps", l(n("10"), n("30")), "inner_map", m("x", n("1"))));
  }
}
