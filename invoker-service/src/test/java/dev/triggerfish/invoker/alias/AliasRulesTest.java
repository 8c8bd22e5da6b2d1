package dev.triggerfish.invoker.alias;

import static dev.triggerfish.invoker.alias.AliasFixture.FN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

@OnEachDatabase("invoker")
class AliasRulesTest {

  private AliasRules rules;

  @BeforeEach
  void open(TestDatabase database) {
    var fixture = new AliasFixture(database);
    fixture.version("3", "another role");
    rules = new AliasRules(fixture);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1       | 1=0.8,2=0.2 | Number of items in AdditionalVersionWeights cannot be greater than 1
          1       | 1=0.5       | Invalid function version 1. Function version 1 is already included in routing configuration.
          $LATEST | 1=0.5       | $LATEST is not supported for an alias pointing to more than 1 version
          1       | 10=0.5      | Function not found: arn:aws:lambda:us-east-1:000000000000:function:fn:10
          10      | 2=0.5       | Function not found: arn:aws:lambda:us-east-1:000000000000:function:fn:10
          1       | 3=0.5       | must have the same execution role
          """)
  void routesThatAreNotAllowed(String version, String weights, String message) {
    assertThatThrownBy(() -> rules.route(FN, version, routing(weights), null))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1       | ''    |   | 0
          $LATEST | ''    |   | 0
          1       | 2=0   | 2 | 0
          1       | 2=1   | 2 | 1
          2       | 1=0.5 | 1 | 0.5
          """)
  void routesThatAreAllowed(String version, String weights, String additional, double weight) {
    assertThat(rules.route(FN, version, routing(weights), null))
        .isEqualTo(new AliasRoute(version, additional, weight));
  }

  @Test
  void aMoveOntoTheVersionThatHasAShareIsRefused() {
    assertThatThrownBy(() -> rules.route(FN, "2", null, new AliasRoute("1", "2", 0.1)))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Invalid function version 2.");
    assertThat(rules.route(FN, "2", routing(""), new AliasRoute("1", "2", 0.1)))
        .isEqualTo(new AliasRoute("2", null, 0));
  }

  @Test
  void latestWithAShareIsTheErrorWithoutType() {
    assertThatThrownBy(() -> rules.route(FN, "$LATEST", routing("1=0.5"), null))
        .isInstanceOfSatisfying(
            InvalidParameterValueException.class, error -> assertThat(error.type()).isNull());
  }

  private static AliasRoutingConfiguration routing(String weights) {
    Map<String, Double> parsed = new TreeMap<>();
    for (var weight : weights.isEmpty() ? new String[0] : weights.split(",", -1)) {
      var parts = weight.split("=", -1);
      parsed.put(parts[0], Double.valueOf(parts[1]));
    }
    return AliasRoutingConfiguration.builder().additionalVersionWeights(parsed).build();
  }
}
