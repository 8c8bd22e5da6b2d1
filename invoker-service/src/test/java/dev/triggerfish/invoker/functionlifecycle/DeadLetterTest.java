package dev.triggerfish.invoker.functionlifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

@OnEachDatabase("invoker")
class DeadLetterTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:letters";
  private static final FunctionKey FN = new FunctionKey(FunctionFixture.ACCOUNT, "us-east-1", "fn");

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void wire(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
  }

  @Test
  void aTargetIsKeptAndShown() {
    var created = fixture.create(r -> r.deadLetterConfig(letters -> letters.targetArn(TOPIC)));
    fixture.settle();

    assertThat(created.deadLetterConfig().targetArn()).isEqualTo(TOPIC);
    assertThat(fixture.get().deadLetterConfig().targetArn()).isEqualTo(TOPIC);
    assertThat(fixture.functions.deadLetterTarget(FN)).isEqualTo(TOPIC);
    assertThat(fixture.asked)
        .containsExactly("arn:aws:sts::000000000000:assumed-role/r/fn sns:Publish " + TOPIC);
  }

  @Test
  void anEmptyTargetTakesItAway() {
    fixture.create(r -> r.deadLetterConfig(letters -> letters.targetArn(TOPIC)));
    fixture.settle();
    fixture.updateConfiguration(r -> r.timeout(4));
    fixture.settle();
    assertThat(fixture.functions.deadLetterTarget(FN)).isEqualTo(TOPIC);

    fixture.updateConfiguration(r -> r.deadLetterConfig(letters -> letters.targetArn("")));
    fixture.settle();

    assertThat(fixture.get().deadLetterConfig()).isNull();
    assertThat(fixture.functions.deadLetterTarget(FN)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"sns, Publish on SNS", "sqs, SendMessage on SQS"})
  void theRoleMustBeAllowedToSend(String service, String words) {
    fixture.roleMaySend = false;
    var target = "arn:aws:" + service + ":us-east-1:000000000000:letters";

    assertThatThrownBy(
            () -> fixture.create(r -> r.deadLetterConfig(letters -> letters.targetArn(target))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "The provided execution role does not have permissions to call " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:lambda:us-east-1:000000000000:function:g", "arn:aws:s3:::b"})
  void onlyQueuesAndTopicsAreTargets(String target) {
    assertThatThrownBy(
            () -> fixture.create(r -> r.deadLetterConfig(letters -> letters.targetArn(target))))
        .isInstanceOf(InvalidParameterValueException.class);
  }
}
