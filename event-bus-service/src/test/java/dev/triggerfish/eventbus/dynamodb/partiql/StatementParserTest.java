package dev.triggerfish.eventbus.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Operand;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

class StatementParserTest {

  private static final String MALFORMED = "Statement wasn't well formed, can't be processed: ";

  private static Statement parse(String statement, AttributeValue... parameters) {
    return StatementParser.parse(statement, List.of(parameters));
  }

  private static String refusal(String statement, AttributeValue... parameters) {
    return catchThrowableOfType(AwsServiceException.class, () -> parse(statement, parameters))
        .awsErrorDetails()
        .errorMessage();
  }

  private static String where(String condition) {
    var select = (Statement.Select) parse("SELECT * FROM t WHERE " + condition);
    return text(Objects.requireNonNull(select.where()));
  }

  /** A condition as it could be written, with parentheses around whatever is joined. */
  private static String text(Condition condition) {
    return switch (condition) {
      case Condition.And(var left, var right) -> "(" + text(left) + " AND " + text(right) + ")";
      case Condition.Or(var left, var right) -> "(" + text(left) + " OR " + text(right) + ")";
      case Condition.Not(var negated) -> "NOT " + text(negated);
      case Condition.Comparison(var left, var comparator, var right) ->
          text(left) + " " + comparator + " " + text(right);
      case Condition.Between(var operand, var lower, var upper) ->
          text(operand) + " BETWEEN " + text(lower) + " AND " + text(upper);
      case Condition.In(var operand, var among) ->
          text(operand)
              + " IN "
              + among.stream().map(StatementParserTest::text).collect(Collectors.joining("/"));
      case Condition.Exists(var path) -> "exists" + path;
      case Condition.NotExists(var path) -> "missing" + path;
      case Condition.HasType(var operand, var type) -> text(operand) + " IS " + text(type);
      case Condition.BeginsWith(var operand, var prefix) ->
          text(operand) + " begins with " + text(prefix);
      case Condition.Contains(var operand, var part) -> text(operand) + " contains " + text(part);
    };
  }

  private static String text(Operand operand) {
    return switch (operand) {
      case Operand.At(var path) -> path.toString();
      case Operand.Given(_, var value) ->
          value.s() != null ? value.s() : value.n() != null ? value.n() : value.type().toString();
      case Operand.Size(var of) -> "size " + text(of);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = 1                              | [a] EQUAL 1
          "a b"."c"[3]['d'] <> 'x'           | [a b, c, [3], d] NOT_EQUAL x
          a != 'it''s'                       | [a] NOT_EQUAL it's
          1 < a                              | 1 LESS [a]
          a <= -.5e1                         | [a] LESS_OR_EQUAL -5
          a = 7.31E+6                        | [a] EQUAL 7310000
          a = 1 OR b = 2 AND NOT c = 3       | ([a] EQUAL 1 OR ([b] EQUAL 2 AND NOT [c] EQUAL 3))
          (a = 1 OR b = 2) AND c = 3         | (([a] EQUAL 1 OR [b] EQUAL 2) AND [c] EQUAL 3)
          a BETWEEN 1 AND 2 AND b = 1        | ([a] BETWEEN 1 AND 2 AND [b] EQUAL 1)
          a NOT BETWEEN 1 AND 2              | NOT [a] BETWEEN 1 AND 2
          a IN [1, 'x', b]                   | [a] IN 1/x/[b]
          a in (1)                           | [a] IN 1
          a NOT IN [1]                       | NOT [a] IN 1
          a IS MISSING                       | missing[a]
          a.b is not missing                 | NOT missing[a, b]
          a IS NULL                          | [a] IS NULL
          a IS NOT NULL                      | NOT [a] IS NULL
          a IS STRING                        | [a] IS S
          a = NULL                           | [a] EQUAL NUL
          a = true                           | [a] EQUAL BOOL
          a = <<1, 2>>                       | [a] EQUAL NS
          a = {'x': [1, {'y': <<'z'>>}]}     | [a] EQUAL M
          begins_with("a", 'x')              | [a] begins with x
          BEGINS_WITH(a, 'x')                | [a] begins with x
          contains(a, 1)                     | [a] contains 1
          attribute_type(a, 'SS')            | [a] IS SS
          attribute_exists(a.b)              | exists[a, b]
          attribute_not_exists(a)            | missing[a]
          size(a) > 3                        | size [a] GREATER 3
          a = 1 -- a note                    | [a] EQUAL 1
          a /* a note */ = 1;                | [a] EQUAL 1
          NOT NOT a = 1                      | NOT NOT [a] EQUAL 1
          year = 1 AND title = 'x'           | ([year] EQUAL 1 AND [title] EQUAL x)
          """)
  void readsConditions(String condition, String read) {
    assertThat(where(condition)).isEqualTo(read);
  }

  @Test
  void readsSelections() {
    var select =
        (Statement.Select)
            parse("select a.b[0], \"c\" FROM \"my-table\".\"by-c\" ORDER BY p DESC, s ASC, t");

    assertThat(select.source()).isEqualTo(new Statement.Source("my-table", "by-c"));
    assertThat(select.where()).isNull();
    assertThat(select.orderings())
        .extracting(ordering -> ordering.path().attribute() + " " + ordering.direction())
        .containsExactly("p DESCENDING", "s ASCENDING", "t ASCENDING");
    assertThat(select.columns())
        .isNotNull()
        .extracting(
            columns ->
                columns.of(
                    Map.of(
                        "a",
                        AttributeValue.fromM(
                            Map.of("b", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))))),
                        "d",
                        AttributeValue.fromN("2"))))
        .isEqualTo(Map.of("b[0]", AttributeValue.fromN("1")));
  }

  @Test
  void readsItemsWithAllTypesOfValues() {
    var bytes = SdkBytes.fromUtf8String("b");
    var insert =
        (Statement.Insert)
            parse(
                "INSERT INTO t value {'p': 'x', 'n': 1.50, 't': TRUE, 'z': null, 'l': [1, ?],"
                    + " 'm': {'a': {}}, 'ss': <<'a', 'b'>>, 'bs': <<?>>}",
                AttributeValue.fromS("?"),
                AttributeValue.fromB(bytes));

    assertThat(insert.item())
        .isEqualTo(
            Map.of(
                "p", AttributeValue.fromS("x"),
                "n", AttributeValue.fromN("1.5"),
                "t", AttributeValue.fromBool(true),
                "z", AttributeValue.fromNul(true),
                "l",
                    AttributeValue.fromL(
                        List.of(AttributeValue.fromN("1"), AttributeValue.fromS("?"))),
                "m", AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of()))),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "bs", AttributeValue.fromBs(List.of(bytes))));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL OLD, ALL_OLD",
    "all new, ALL_NEW",
    "MODIFIED OLD, UPDATED_OLD",
    "MODIFIED NEW, UPDATED_NEW"
  })
  void readsWhatIsReturned(String words, ReturnValue returned) {
    var update =
        (Statement.Update)
            parse(
                "UPDATE t SET a = a + 1, b = ? REMOVE c SET d = list_append(d, [1]) WHERE p = 1"
                    + " RETURNING "
                    + words
                    + " *",
                AttributeValue.fromS("x"));

    assertThat(update.returned()).isEqualTo(returned);
    assertThat(update.update().paths()).hasToString("[[a], [b], [c], [d]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SLECT * FROM t                          | Expected data manipulation
          SELECT * FROM                           | Unexpected term
          SELECT * FROM t WHERE                   | Unexpected term
          SELECT * FROM t WHERE;                  | Unexpected term
          SELECT * FROM t WHERE NOT               | Unexpected term
          SELECT * FROM t WHERE (                 | Unexpected term
          UPDATE t SET a = 1 WHERE                | Unexpected term
          SELECT * FROM t WHERE a = 1 AND         | Missing right-hand side expression of infix operator
          SELECT * FROM t WHERE a = 1 OR          | Missing right-hand side expression of infix operator
          SELECT * FROM t WHERE ORDER BY a        | Unexpected keyword
          SELECT * FROM t WHERE IS NULL           | Unexpected operator
          SELECT * FROM t WHERE a = LIKE          | Unexpected operator
          SELECT * FROM t WHERE a IS FOO          | Expected type name
          SELECT * FROM t WHERE a = 1 foo         | Unexpected token after expression
          SELECT * FROM t WHERE a = 1 e5          | Unexpected token after expression
          SELECT * FROM t WHERE a = 1)            | Unexpected token after expression
          SELECT * FROM t ORDER BY p WHERE p = 1  | Unexpected token after expression
          INSERT INTO t VALUE {'p': 1} foo        | Unexpected token after expression
          INSERT INTO t u VALUE {'p': 1}          | Unexpected token after expression
          INSERT INTO t VALUES {'p': 1}           | Unexpected keyword
          DELETE FROM t WHERE p = 1 ORDER BY p    | Unexpected token after expression
          DELETE FROM                             | Expected identifier for simple path
          DELETE FROM;                            | Expected identifier for simple path
          DELETE FROM WHERE p = 1                 | Expected identifier for simple path
          SELECT * FROM t WHERE m.inner = 1       | Invalid path dot component
          SELECT * FROM t WHERE a = 1e2147483648  | ``
          SELECT * FROM t WHERE a = 1.5e-2147483647 | ``
          SELECT * FROM t WHERE a = 1 # note      | ``
          SELECT * FROM t WHERE a = 1 /* note     | ``
          SELECT * FROM t WHERE a = 'open         | ``
          """)
  void refusesWhatIsMalformed(String statement, String detail) {
    assertThat(refusal(statement)).isEqualTo(MALFORMED + detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT * FROM t u WHERE a = 1             | Aliasing is not supported
          SELECT * FROM t AS u                      | Aliasing is not supported
          UPDATE t u SET a = 1 WHERE p = 1          | Aliasing is not supported
          DELETE FROM t u WHERE p = 1               | Aliasing is not supported
          SELECT * FROM t WHERE a = ?               | Number of parameters in request and statement don't match.
          SELECT * FROM t WHERE a = MISSING         | MISSING must be compared using IS operator
          SELECT * FROM t WHERE a = 1e126           | Number overflow. Attempting to store a number with magnitude larger than supported range under root
          SELECT * FROM t WHERE a = 1e-131          | Number underflow. Attempting to store a number with magnitude smaller than supported range under root
          INSERT INTO t VALUE {'m': {'x': 1e126}}   | Number overflow. Attempting to store a number with magnitude larger than supported range under root.x
          INSERT INTO t VALUE {'l': [1, 1e126]}     | Number overflow. Attempting to store a number with magnitude larger than supported range under root[1]
          INSERT INTO t VALUE {'p': 1} RETURNING ALL OLD * | RETURNING is not supported in INSERT
          DELETE FROM t WHERE p = 1 RETURNING MODIFIED OLD * | Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.
          DELETE FROM t WHERE p = 1 RETURNING ALL NEW * | Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.
          UPDATE t SET a = set_add(b, <<1>>) WHERE p = 1 | The first argument to SET_ADD must equal the assignment value at 1:18:7
          UPDATE t SET a = set_add(a, 1) WHERE p = 1 | The second argument to SET_ADD must be a value with type SET at 1:26:1
          UPDATE t SET a = set_delete(a) WHERE p = 1 | SET_DELETE must have exactly two arguments at 1:18:10
          UPDATE t SET a = set_add(a, <<>>) WHERE p = 1 | Empty bags are not supported
          UPDATE t SET a = set_add(a, <<'x', 'x'>>) WHERE p = 1 | One or more parameter values were invalid: Input collection [x, x] contains duplicates.
          SELECT * FROM t WHERE set_add(a, <<1>>) = a | Unrecognized function: set_add at 1:23:7
          SELECT * FROM t WHERE EXISTS(a)           | Unrecognized function: exists at 1:23:6
          SELECT attribute_exists(a) FROM t         | Unexpected path component at 1:8:16
          INSERT INTO t VALUE {'a': set_add(<<1>>, <<2>>)} | Unsupported data type: set_add under key root at 1:27:7
          SELECT * FROM t WHERE attribute_exists('a') | Operator or function requires a document path; operator or function: attribute_exists
          SELECT * FROM t WHERE attribute_exists(a, b) | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
          SELECT * FROM t WHERE a < true            | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
          """)
  void refusesWhatIsReadButNotSupported(String statement, String message) {
    assertThat(refusal(statement)).isEqualTo(message);
  }

  @Test
  void refusesParametersThatNoQuestionMarkStandsFor() {
    assertThat(refusal("SELECT * FROM t WHERE a = '?'", AttributeValue.fromN("1")))
        .isEqualTo("Number of parameters in request and statement don't match.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "a = [", "size("})
  void refusesStatementsThatAreTooDeepInsteadOfFailing(String start) {
    var opening = start.replace("a = ", "");
    assertThat(refusal("SELECT * FROM t WHERE " + start + opening.repeat(1_000)))
        .isEqualTo("The expression has too many nested levels;");
  }
}
