package dev.triggerfish.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.storage.SqlDialect;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@OnEachDatabase("test-kit")
class OnEachDatabaseTest {

  private final TestDatabase database;

  OnEachDatabaseTest(TestDatabase database) {
    this.database = database;
  }

  @RepeatedTest(3)
  void testsHaveAMigratedDatabaseOfTheirOwn() {
    add("only");

    assertThat(names()).containsExactly("only");
  }

  @Test
  void allOfOneTestShareTheDatabase(TestDatabase again) {
    assertThat(again).isSameAs(database);
  }

  @Test
  void textIsInBinaryOrderWhateverTheServersLanguage() {
    for (var name : new String[] {"b", "a", "B", "a-c", "ab", "_"}) {
      add(name);
    }

    assertThat(names()).containsExactly("B", "_", "a", "a-c", "ab", "b");
  }

  @Test
  void tablesAreInASchemaOfTheServicesNameOnPostgresql() {
    var schema =
        database.database().jdbc().sql("SELECT current_schema()").query(String.class).single();

    assertThat(schema)
        .isEqualTo(database.dialect() == SqlDialect.POSTGRESQL ? "test-kit" : "public");
  }

  private void add(String name) {
    database.database().jdbc().sql("INSERT INTO thing (name) VALUES (?)").param(name).update();
  }

  private List<String> names() {
    return database
        .database()
        .jdbc()
        .sql("SELECT name FROM thing ORDER BY name")
        .query((row, _) -> row.getString("name"))
        .list();
  }
}
