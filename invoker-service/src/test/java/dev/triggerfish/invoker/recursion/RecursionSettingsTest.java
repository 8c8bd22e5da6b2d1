package dev.triggerfish.invoker.recursion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase("invoker")
class RecursionSettingsTest {

  private static final FunctionKey FN = new FunctionKey("000000000000", "us-east-1", "fn");

  private final TestDatabase database;

  RecursionSettingsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void createFunction() {
    database
        .database()
        .jdbc()
        .sql(
            "INSERT INTO lambda_function (account_id, region, name, tags)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', '{}')")
        .update();
  }

  private RecursionSettings settings() {
    return new RecursionSettings(database.database());
  }

  @Test
  void aFunctionThatMayCallItselfMayStillDoSoAfterARestart() {
    var settings = settings();
    assertThat(settings.isAllowed(FN)).isFalse();

    assertThat(settings.allow(FN, true)).isTrue();
    assertThat(settings.allow(FN, true)).isTrue();

    assertThat(settings.isAllowed(FN)).isTrue();
    assertThat(settings().isAllowed(FN)).isTrue();
  }

  @Test
  void aFunctionThatMayNoLongerCallItselfIsStopped() {
    var settings = settings();
    settings.allow(FN, true);

    assertThat(settings.allow(FN, false)).isTrue();

    assertThat(settings.isAllowed(FN)).isFalse();
  }

  @Test
  void aFunctionThatDoesNotExistCannotBeAllowed() {
    var nobody = new FunctionKey("000000000000", "us-east-1", "nobody");

    assertThat(settings().allow(nobody, true)).isFalse();
  }
}
