package dev.triggerfish.eventbus.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionErrorsTest {

  private static String problem(ThrowingCallable call) {
    var error = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(error).as("the expression is refused").isNotNull();
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    return error.awsErrorDetails().errorMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | The expression can not be empty;",
        "foo | Syntax error; token: \"<EOF>\", near: \"foo\"",
        "attribute_not_exists( | Syntax error; token: \"<EOF>\", near: \"(\"",
        "attribute_type() | Syntax error; token: \")\", near: \"()\"",
        "contains (a, :s | Syntax error; token: \"<EOF>\", near: \":s\"",
        "a = 0 | Syntax error; token: \"0\", near: \"= 0\"",
        "((a = :s)) | The expression has redundant parentheses;",
        "made_up(abort) | Invalid function name; function: made_up",
        "size(a) | The function is not allowed to be used this way in an expression; function: size",
        "begins_with(a, :s) = :s | The function is not allowed to be used this way in an expression;"
            + " function: begins_with",
        "abort = :missing | Attribute name is a reserved keyword; reserved keyword: abort",
        "#b = :s | An expression attribute name used in the document path is not defined; attribute"
            + " name: #b",
        "a = :b | An expression attribute value used in expression is not defined; attribute value:"
            + " :b",
        "begins_with(a, :s, :s) | Incorrect number of operands for operator or function; operator or"
            + " function: begins_with, number of operands: 3",
        "a = a | The first operand must be distinct from the remaining operands for this operator or"
            + " function; operator: =, first operand: [a]",
        "contains(b[0].c, b[0].c) | The first operand must be distinct from the remaining operands"
            + " for this operator or function; operator: contains, first operand: [b, [0], c]",
        "begins_with(a, :n) | Incorrect operand type for operator or function; operator or function:"
            + " begins_with, operand type: N",
        "attribute_exists(:s) | Operator or function requires a document path; operator or function:"
            + " attribute_exists",
        "attribute_type(a, :s) | Invalid attribute type name found; type: text, valid types:"
            + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "attribute_type(a, b) | Incorrect operand type for operator or function; operator or"
            + " function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}",
        "a BETWEEN :two AND :n | The BETWEEN operator requires upper bound to be greater than or"
            + " equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound"
            + " operand: AttributeValue: {N:1}",
        "a BETWEEN :n AND :s | The BETWEEN operator requires same data type for lower and upper"
            + " bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand:"
            + " AttributeValue: {S:text}",
        "a < :bool | Incorrect operand type for operator or function; operator or function: <,"
            + " operand type: BOOL"
      })
  void ofConditionsAreAwss(String expression, String problem) {
    assertThat(
            problem(
                () ->
                    Expressions.condition(
                        "ConditionExpression", expression, ExpressionFixture.placeholders())))
        .isEqualTo("Invalid ConditionExpression: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET | Syntax error; token: \"<EOF>\", near: \"SET\"",
        "SET a = :n, | Syntax error; token: \"<EOF>\", near: \",\"",
        "set a = b + c + d | Syntax error; token: \"+\", near: \"c + d\"",
        "remove Absolute | Attribute name is a reserved keyword; reserved keyword: Absolute",
        "set a = made_up(b) | Invalid function name; function: made_up",
        "set a = :n set b = :n | The \"SET\" section can only be used once in an update expression;",
        "set a = :x, a = :n | An expression attribute value used in expression is not defined;"
            + " attribute value: :x",
        "set a = :n, #a = :n | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a], path two: [a]",
        "set b = :n remove b.c | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [b], path two: [b, c]",
        "set b.c = :n, b[1] = :n | Two document paths conflict with each other; must remove or"
            + " rewrite one of these paths; path one: [b, c], path two: [b, [1]]",
        "add b :s | Incorrect operand type for operator or function; operator: ADD, operand type:"
            + " STRING",
        "delete b :n | Incorrect operand type for operator or function; operator: DELETE, operand"
            + " type: NUMBER",
        "set b = :s + :n | Incorrect operand type for operator or function; operator or function: +,"
            + " operand type: S",
        "set b = list_append(b, :n) | Incorrect operand type for operator or function; operator or"
            + " function: list_append, operand type: N",
        "set b = if_not_exists(:n, :n) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "set b = if_not_exists(b) | Incorrect number of operands for operator or function; operator"
            + " or function: if_not_exists, number of operands: 1"
      })
  void ofUpdatesAreAwss(String expression, String problem) {
    assertThat(problem(() -> Expressions.update(expression, ExpressionFixture.placeholders())))
        .isEqualTo("Invalid UpdateExpression: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = :s OR b = :s | Invalid operator used in KeyConditionExpression: OR",
        "a <> :s | Invalid operator used in KeyConditionExpression: <>",
        "a IN (:s) | Invalid operator used in KeyConditionExpression: IN",
        "contains(a, :s) | Invalid operator used in KeyConditionExpression: contains",
        "#size = :n AND size(a) = :n | KeyConditionExpressions cannot contain nested operations",
        "a.b = :s | KeyConditionExpressions cannot have conditions on nested attributes",
        "a = b | Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
            + " condition",
        ":n = :two | Invalid condition in KeyConditionExpression: No key attribute specified",
        "a = :s AND a > :n | KeyConditionExpressions must only contain one condition per key"
      })
  void ofKeyConditionsAreAwss(String expression, String problem) {
    assertThat(
            problem(() -> Expressions.keyConditions(expression, ExpressionFixture.placeholders())))
        .isEqualTo(problem);
  }

  @Test
  void ofPlaceholdersAreAwss() {
    assertThat(problem(() -> Placeholders.of(true, Map.of(), false, Map.of())))
        .isEqualTo("ExpressionAttributeNames must not be empty");
    assertThat(problem(() -> Placeholders.of(true, Map.of("a", "a"), false, Map.of())))
        .isEqualTo("ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
    assertThat(
            problem(
                () ->
                    Placeholders.of(
                        false, Map.of(), true, Map.of(":v", AttributeValue.fromN("x")))))
        .isEqualTo(
            "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to"
                + " a numeric value: x for key :v");
    assertThat(
            problem(
                () ->
                    Placeholders.of(false, Map.of(), true, Map.of(":v", AttributeValue.fromN("1")))
                        .requireAllUsed()))
        .isEqualTo("Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}");
  }

  @Test
  void ofLengthAreAwss() {
    assertThat(
            problem(
                () ->
                    Expressions.condition(
                        "FilterExpression",
                        "a = :s" + " ".repeat(4_091),
                        ExpressionFixture.placeholders())))
        .isEqualTo(
            "Invalid FilterExpression: Expression size has exceeded the maximum allowed size;"
                + " expression size: 4097");
  }

  @Test
  void areNoOverflowOfTheStack() {
    problem(
        () ->
            Expressions.condition(
                "FilterExpression",
                "(".repeat(2_000) + "a = :s",
                ExpressionFixture.placeholders()));
    problem(
        () ->
            Expressions.condition(
                "FilterExpression",
                "NOT ".repeat(1_000) + "a = :s",
                ExpressionFixture.placeholders()));
  }
}
