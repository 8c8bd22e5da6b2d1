package dev.triggerfish.invoker.eventinvokeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

@OnEachDatabase("invoker")
class FunctionEventInvokeConfigsTest {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
  private static final Caller CALLER =
      new Caller(
          new Principal.Root("000000000000"),
          "000000000000",
          "us-east-1",
          "request",
          RequestOrigin.CLIENT,
          null,
          null,
          null,
          null);

  private EventInvokeConfigs configs;
  private FunctionEventInvokeConfigs operations;

  @BeforeEach
  void wire(TestDatabase testDatabase) {
    var database = testDatabase.database();
    database
        .jdbc()
        .sql(
            "INSERT INTO lambda_function (account_id, region, name, tags)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', '{}')")
        .update();
    configs = new EventInvokeConfigs(new EventInvokeConfigStore(database));
    var functions = new Catalog();
    operations =
        new FunctionEventInvokeConfigs(
            configs, new DestinationRules(functions), functions, new ManualClock());
  }

  @Test
  void whatIsPutGoesForTheExactQualifier() {
    put(r -> r.functionName("fn").maximumRetryAttempts(0));
    put(r -> r.functionName("fn:live").maximumEventAgeInSeconds(60));

    assertThat(of(null).retries()).isZero();
    assertThat(of("$LATEST").retries()).isZero();
    assertThat(of("live").retries()).isEqualTo(2);
    assertThat(of("live").maximumAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(of("1")).isEqualTo(EventInvokeConfig.NONE);
    assertThat(of("1").maximumAge()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void putReplacesAndUpdateMerges() {
    put(
        r ->
            r.functionName("fn")
                .maximumRetryAttempts(1)
                .destinationConfig(d -> d.onFailure(f -> f.destination(TOPIC))));
    operations.updateFunctionEventInvokeConfig(
        UpdateFunctionEventInvokeConfigRequest.builder()
            .functionName("fn")
            .maximumEventAgeInSeconds(100)
            .build(),
        CALLER);

    var merged = get("fn");
    put(r -> r.functionName("fn").maximumRetryAttempts(2));
    var replaced = get("fn");

    assertThat(merged.maximumRetryAttempts()).isEqualTo(1);
    assertThat(merged.maximumEventAgeInSeconds()).isEqualTo(100);
    assertThat(merged.destinationConfig().onFailure().destination()).isEqualTo(TOPIC);
    assertThat(replaced.maximumRetryAttempts()).isEqualTo(2);
    assertThat(replaced.maximumEventAgeInSeconds()).isNull();
    assertThat(replaced.destinationConfig().onFailure().destination()).isNull();
  }

  @Test
  void bothDestinationsAreAlwaysShown() {
    var reply = put(r -> r.functionName("fn").maximumRetryAttempts(0));

    assertThat(reply.functionArn()).isEqualTo(ARN + "fn:$LATEST");
    assertThat(reply.destinationConfig().onSuccess()).isNotNull();
    assertThat(reply.destinationConfig().onFailure()).isNotNull();
    assertThat(reply.lastModified()).isNotNull();
  }

  @Test
  void theyAreListedPageByPage() {
    put(r -> r.functionName("fn").maximumRetryAttempts(0));
    put(r -> r.functionName("fn:1").maximumRetryAttempts(0));
    put(r -> r.functionName("fn:live").maximumRetryAttempts(0));

    var first =
        operations.listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest.builder().functionName("fn").maxItems(2).build(),
            CALLER);
    var second =
        operations.listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest.builder()
                .functionName("fn")
                .marker(first.nextMarker())
                .build(),
            CALLER);

    assertThat(first.functionEventInvokeConfigs())
        .extracting(FunctionEventInvokeConfig::functionArn)
        .containsExactly(ARN + "fn:$LATEST", ARN + "fn:1");
    assertThat(second.functionEventInvokeConfigs())
        .extracting(FunctionEventInvokeConfig::functionArn)
        .containsExactly(ARN + "fn:live");
    assertThat(second.nextMarker()).isNull();
  }

  @Test
  void whatIsDeletedGoesForNothing() {
    put(r -> r.functionName("fn").maximumRetryAttempts(0));
    assertThat(of(null).retries()).isZero();

    delete("fn");

    assertThat(of(null).retries()).isEqualTo(2);
    assertThatThrownBy(() -> get("fn"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "The function " + ARN + "fn:$LATEST doesn't have an EventInvokeConfig");
    assertThatThrownBy(() -> delete("fn:live"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The function " + ARN + "fn:live doesn't have an EventInvokeConfig");
  }

  @Test
  void itGoesWithItsAlias() {
    put(r -> r.functionName("fn:live").maximumRetryAttempts(0));
    assertThat(of("live").retries()).isZero();

    configs.qualifierDeleted(ARN + "fn", "live");

    assertThat(of("live").retries()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:lambda:us-east-1:000000000000:function:fn|"
            + "You can't specify the function as a destination for itself.",
        "arn:aws:lambda:us-east-1:000000000000:function:missing|The destination ARN"
            + " arn:aws:lambda:us-east-1:000000000000:function:missing is invalid.",
        "arn:aws:iam::000000000000:role/r|"
            + "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination="
            + "arn:aws:iam::000000000000:role/r), onFailure=null) is invalid.",
        "arn:aws:s3:::bucket|"
            + "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination="
            + "arn:aws:s3:::bucket), onFailure=null) is invalid."
      })
  void aDestinationOfSuccessesThatCannotBe(String arn, String message) {
    assertThatThrownBy(
            () ->
                put(
                    r ->
                        r.functionName("fn")
                            .destinationConfig(d -> d.onSuccess(s -> s.destination(arn)))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }

  @Test
  void failuresMayGoToABucketAndToOtherFunctions() {
    put(r -> r.functionName("fn").destinationConfig(onFailure("arn:aws:s3:::bucket")));
    put(r -> r.functionName("fn").destinationConfig(onFailure(ARN + "other")));

    assertThat(of(null).onFailure()).isEqualTo(ARN + "other");
  }

  @Test
  void somethingMustBeGiven() {
    assertThatThrownBy(() -> put(r -> r.functionName("fn")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "You must specify at least one of error handling or destination setting.");
  }

  @ParameterizedTest
  @CsvSource({"missing", "fn:missing"})
  void theFunctionMustExist(String name) {
    assertThatThrownBy(() -> put(r -> r.functionName(name).maximumRetryAttempts(0)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The function doesn't exist.");
  }

  private static DestinationConfig onFailure(String arn) {
    return DestinationConfig.builder().onFailure(f -> f.destination(arn)).build();
  }

  private EventInvokeConfig of(@Nullable String qualifier) {
    return configs.of(new FunctionName("000000000000", "us-east-1", "fn", qualifier));
  }

  private PutFunctionEventInvokeConfigResponse put(
      Consumer<PutFunctionEventInvokeConfigRequest.Builder> change) {
    var request = PutFunctionEventInvokeConfigRequest.builder().applyMutation(change).build();
    return operations.putFunctionEventInvokeConfig(request, CALLER);
  }

  private GetFunctionEventInvokeConfigResponse get(String name) {
    return operations.getFunctionEventInvokeConfig(
        GetFunctionEventInvokeConfigRequest.builder().functionName(name).build(), CALLER);
  }

  private void delete(String name) {
    operations.deleteFunctionEventInvokeConfig(
        DeleteFunctionEventInvokeConfigRequest.builder().functionName(name).build(), CALLER);
  }

  /** There are fn with version 1 and alias live, and other. */
  private static final class Catalog implements FunctionCatalog {
    @Override
    public boolean exists(FunctionName name) {
      var qualifier = name.qualifier();
      return Set.of("fn", "other").contains(name.name())
          && (qualifier == null || Set.of("$LATEST", "1", "live").contains(qualifier));
    }

    @Override
    public @Nullable String roleOf(FunctionKey function, String version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Usage usage(String accountId, String region) {
      throw new UnsupportedOperationException();
    }
  }
}
