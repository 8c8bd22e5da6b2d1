package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/orders}: a table's stream that invokes a function, whole and with gaps. */
@NobodyMovesTheClock
class OrdersTest {

  @TempDir private Path home;

  @BeforeEach
  void requireTheCommandLine() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
  }

  @Test
  void ordersAreCountedAndThePoisonedOneIsTold() {
    var said = AwsCli.runExample("orders", home);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("ada 2 10.75", "bob 2 3")
        .containsPattern("The topic was told: .*RetryAttemptsExhausted");
  }

  @ParameterizedTest
  @CsvSource({
    "stream-read, Cannot access stream .* Please ensure the role can perform the GetRecords",
    "update-item, assumed-role/orders-adder-.* may not dynamodb:UpdateItem on .*:table/totals-",
    "sns-publish, assumed-role/orders-adder-.* may not sns:Publish on .*:poison-",
    "sns-invokes, sns.amazonaws.com may not lambda:InvokeFunction on .*:function:orders-poison-"
  })
  void withoutAPermissionItStopsAndNamesIt(String permission, String why) {
    var said = AwsCli.runExample("orders", home, "--without", permission);

    assertThat(said.code()).as(said.text()).isNotZero();
    assertThat(said.text()).containsPattern(why);
  }
}
