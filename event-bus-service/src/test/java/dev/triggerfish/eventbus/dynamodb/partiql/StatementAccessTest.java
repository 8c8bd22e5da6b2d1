package dev.triggerfish.eventbus.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StatementAccessTest {

  private static final String ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/things";

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  StatementAccessTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @BeforeEach
  void makeTable() {
    fixture.table("things", "N");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private DynamoFixture.Asked asked(String statement) {
    dynamo.executeStatement(e -> e.statement(statement));
    return fixture.asked().getLast();
  }

  private static List<String> key(DynamoFixture.Asked asked, String name) {
    return asked.keys().getOrDefault("dynamodb:" + name, List.of());
  }

  @Test
  void statementsHaveActionsOfTheirOwn() {
    var insert = asked("INSERT INTO things VALUE {'p': 'x', 's': 1, 'a': 2}");
    assertThat(insert.action()).isEqualTo("dynamodb:PartiQLInsert");
    assertThat(insert.resource()).isEqualTo(ARN);
    assertThat(key(insert, "leadingkeys")).containsExactly("x");
    assertThat(key(insert, "attributes")).containsExactly("p", "s", "a");

    var update =
        asked(
            "UPDATE things SET b = a WHERE p = 'x' AND s = 1 AND c IS MISSING"
                + " RETURNING ALL OLD *");
    assertThat(update.action()).isEqualTo("dynamodb:PartiQLUpdate");
    assertThat(key(update, "leadingkeys")).containsExactly("x");
    assertThat(key(update, "attributes")).containsExactlyInAnyOrder("a", "b", "c", "p", "s");
    assertThat(key(update, "returnvalues")).containsExactly("ALL_OLD");

    var delete = asked("DELETE FROM things WHERE p = 'x' AND s = 1");
    assertThat(delete.action()).isEqualTo("dynamodb:PartiQLDelete");
    assertThat(key(delete, "leadingkeys")).containsExactly("x");
  }

  @Test
  void selectionsSayWhetherTheyAreScans() {
    var query = asked("SELECT a FROM things WHERE p IN ['x', 'y'] AND b = 1");
    assertThat(query.action()).isEqualTo("dynamodb:PartiQLSelect");
    assertThat(key(query, "leadingkeys")).containsExactly("x", "y");
    assertThat(key(query, "fulltablescan")).containsExactly("false");
    assertThat(key(query, "select")).containsExactly("SPECIFIC_ATTRIBUTES");
    assertThat(key(query, "attributes")).containsExactlyInAnyOrder("a", "b", "p", "s");

    var scan = asked("SELECT * FROM things WHERE p = 'x' OR a = 1");
    assertThat(key(scan, "leadingkeys")).isEmpty();
    assertThat(key(scan, "fulltablescan")).containsExactly("true");
    assertThat(key(scan, "select")).containsExactly("ALL_ATTRIBUTES");

    assertThatThrownBy(() -> asked("SELECT * FROM \"things\".\"by-a\""))
        .hasMessageContaining("does not have the specified index");
    assertThat(fixture.asked().getLast().resource()).isEqualTo(ARN + "/index/by-a");
  }

  @Test
  void statementsAreAskedForBeforeTheirTables() {
    fixture.deny("dynamodb:PartiQLSelect");

    assertThatThrownBy(() -> asked("SELECT * FROM nothing")).hasMessageContaining("denied");
    assertThatThrownBy(
            () ->
                dynamo.executeTransaction(
                    t ->
                        t.transactStatements(
                            one -> one.statement("SELECT * FROM things WHERE p = 'x' AND s = 1"))))
        .hasMessageContaining("denied");
    assertThat(key(fixture.asked().getLast(), "enclosingoperation"))
        .isEqualTo(List.of("ExecuteTransaction"));
    assertThat(key(fixture.asked().getLast(), "leadingkeys")).containsExactly("x");
  }
}
