package dev.triggerfish.invoker.concurrency;

import static dev.triggerfish.invoker.concurrency.AccountFixture.caller;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.ACCOUNT;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.REGION;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.function;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class FunctionConcurrencyTest {

  private AccountFixture account;

  @BeforeEach
  void open(TestDatabase database) {
    account = new AccountFixture(database);
    account.create("fn");
    account.create("other");
  }

  private int put(String name, int executions) {
    return account
        .operations()
        .putFunctionConcurrency(
            PutFunctionConcurrencyRequest.builder()
                .functionName(name)
                .reservedConcurrentExecutions(executions)
                .build(),
            caller())
        .reservedConcurrentExecutions();
  }

  private @Nullable Integer get(String name) {
    return account
        .operations()
        .getFunctionConcurrency(
            GetFunctionConcurrencyRequest.builder().functionName(name).build(), caller())
        .reservedConcurrentExecutions();
  }

  private void remove(String name) {
    account
        .operations()
        .deleteFunctionConcurrency(
            DeleteFunctionConcurrencyRequest.builder().functionName(name).build(), caller());
  }

  private int unreserved() {
    return account.invocations().account(ACCOUNT, REGION).unreservedLimit();
  }

  @Test
  void isSetReplacedShownAndRemoved() {
    assertThat(get("fn")).isNull();
    assertThat(put("fn", 7)).isEqualTo(7);
    assertThat(put("arn:aws:lambda:us-east-1:000000000000:function:fn", 0)).isZero();
    assertThat(get("fn")).isZero();
    assertThat(get("other")).isNull();
    remove("fn");
    remove("fn");
    assertThat(get("fn")).isNull();
    assertThat(unreserved()).isEqualTo(1_000);
  }

  @Test
  void aHundredStayUnreserved() {
    put("fn", 900);
    assertThat(unreserved()).isEqualTo(100);
    put("other", 0);
    assertThatThrownBy(() -> put("other", 1))
        .isInstanceOfSatisfying(
            InvalidParameterValueException.class,
            e -> {
              assertThat(e.type()).isNull();
              assertThat(e.getMessage())
                  .startsWith(
                      "Specified ReservedConcurrentExecutions for function decreases account's"
                          + " UnreservedConcurrentExecution below its minimum value of [100].");
            });
    assertThat(get("other")).isZero();
    put("fn", 899);
    put("other", 1);
    assertThat(unreserved()).isEqualTo(100);
    assertThatThrownBy(() -> put("fn", Integer.MAX_VALUE))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"1000,900,901", "101,1,2", "100,90,91", "10,0,1", "5,0,1", "999999,999899,999900"})
  void smallAccountsKeepLessUnreserved(int limit, int fits, int doesNot) {
    var settings =
        new ConcurrencySettings(
            new MemoryStore(), new RunningInvocations(limit, System::nanoTime), limit);
    settings.reserve(id("fn"), fits);
    assertThatThrownBy(() -> settings.reserve(id("fn"), doesNot))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn:$LATEST",
        "fn:1",
        "fn:live",
        "arn:aws:lambda:us-east-1:000000000000:function:fn:live"
      })
  void versionsAndAliasesHaveNone(String name) {
    var message = "This operation is permitted on Lambda functions only. Aliases and versions";
    assertThatThrownBy(() -> put(name, 1)).hasMessageStartingWith(message);
    assertThatThrownBy(() -> get(name)).hasMessageStartingWith(message);
    assertThatThrownBy(() -> remove(name)).hasMessageStartingWith(message);
  }

  @Test
  void aFunctionMustExist() {
    assertThatThrownBy(() -> put("no", 1)).isInstanceOf(ResourceNotFoundException.class);
    var message = "Function not found: arn:aws:lambda:us-east-1:000000000000:function:no:$LATEST";
    assertThatThrownBy(() -> get("no")).hasMessageStartingWith(message);
    assertThatThrownBy(() -> remove("no")).hasMessageStartingWith(message);
    // Deleted between the look and the change.
    assertThatThrownBy(() -> account.settings().reserve(id("no"), 1))
        .hasMessageStartingWith(message);
    assertThat(unreserved()).isEqualTo(1_000);
  }

  @Test
  void invocationsFindItAtOnceAndAfterARestart() throws Exception {
    put("fn", 0);
    put("other", 5);
    assertThatThrownBy(() -> account.invocations().acquire(function("fn")))
        .hasMessage("ReservedFunctionConcurrentInvocationLimitExceeded");
    account.restart();
    assertThatThrownBy(() -> account.invocations().acquire(function("fn")))
        .hasMessage("ReservedFunctionConcurrentInvocationLimitExceeded");
    assertThat(unreserved()).isEqualTo(995);
    remove("fn");
    account.invocations().acquire(function("fn")).close();
  }

  @Test
  void goesWithItsFunctionAndNotWithOneOfTheSameNameThatCameAfterIt() {
    put("fn", 50);
    account.delete("fn");
    account.settings().functionDeleted(function("fn"));
    assertThat(unreserved()).isEqualTo(1_000);
    account.create("fn");
    assertThat(get("fn")).isNull();
    put("fn", 20);
    // Word of the deletion comes late.
    account.settings().functionDeleted(function("fn"));
    assertThat(get("fn")).isEqualTo(20);
    assertThat(unreserved()).isEqualTo(980);
  }

  @Test
  void theAccountsSettingsShowWhatIsLeft() {
    put("fn", 300);
    account.settings().raise(new Increase(ACCOUNT, REGION, 5_000, "id", Instant.EPOCH, "arn"));
    var settings =
        new GetAccountSettings(account.invocations(), account)
            .getAccountSettings(GetAccountSettingsRequest.builder().build(), caller());
    assertThat(settings.accountLimit())
        .satisfies(
            limit -> {
              assertThat(limit.concurrentExecutions()).isEqualTo(5_000);
              assertThat(limit.unreservedConcurrentExecutions()).isEqualTo(4_700);
              assertThat(limit.codeSizeUnzipped()).isEqualTo(262_144_000);
              assertThat(limit.codeSizeZipped()).isEqualTo(52_428_800);
              assertThat(limit.totalCodeSize()).isEqualTo(80_530_636_800L);
            });
    assertThat(settings.accountUsage().functionCount()).isEqualTo(3);
    assertThat(settings.accountUsage().totalCodeSize()).isEqualTo(4_000);
  }
}
