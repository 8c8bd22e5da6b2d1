package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ARN;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.caller;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.callerIn;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class FunctionQueriesTest {

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
    fixture.active("fn");
  }

  @ParameterizedTest
  @CsvSource({
    "fn,,''",
    "fn,$LATEST,:$LATEST",
    "fn:$LATEST,,:$LATEST",
    "fn:$LATEST,$LATEST,:$LATEST",
    "function:fn,,''",
    "000000000000:function:fn,,''",
    "arn:aws:lambda:us-east-1:000000000000:function:fn,,''",
    "arn:aws:lambda:us-east-1:000000000000:function:fn:$LATEST,,:$LATEST"
  })
  void theArnIsRepeatedAsItWasAskedFor(String name, @Nullable String qualifier, String suffix) {
    var reply = fixture.getFunction().getFunction(request(name, qualifier), caller());

    assertThat(reply.configuration().functionArn()).isEqualTo(ARN + "fn" + suffix);
    assertThat(reply.configuration().version()).isEqualTo("$LATEST");
    assertThat(reply.hasTags()).isFalse();
    assertThat(reply.concurrency()).isNull();
    assertThat(reply.code().repositoryType()).isEqualTo("S3");
    assertThat(reply.code().location()).startsWith("http://localhost:4566/_triggerfish/code/");
  }

  @Test
  void reservedConcurrencyIsShown() {
    fixture.reserved = 0;

    var reply = fixture.getFunction().getFunction(request("fn", null), caller());

    assertThat(reply.concurrency().reservedConcurrentExecutions()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"no,,no", "fn,live,fn:live", "fn:3,,fn:3", "fn,$latest,fn:$latest", "no,1,no:1"})
  void whatIsMissingIsNamedAsItWasAskedFor(String name, @Nullable String qualifier, String named) {
    assertThatThrownBy(() -> fixture.getFunction().getFunction(request(name, qualifier), caller()))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + named);
  }

  @Test
  void theNameAndTheQualifierMustAgree() {
    assertThatThrownBy(
            () -> fixture.getFunction().getFunction(request("fn:$LATEST", "1"), caller()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "The derived qualifier from the function name does not match the specified qualifier.");
  }

  @Test
  void listsByPagesWithoutStates() {
    for (var name : List.of("c", "a", "b")) {
      fixture.active(name);
    }

    var first = list(request -> request.maxItems(3));
    var second = list(request -> request.maxItems(3).marker(first.nextMarker()));

    assertThat(first.functions())
        .extracting(FunctionConfiguration::functionName)
        .containsExactly("a", "b", "c");
    assertThat(second.functions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + "fn");
    assertThat(second.nextMarker()).isNull();
    var item = second.functions().getFirst();
    assertThat(item.state()).isNull();
    assertThat(item.lastUpdateStatus()).isNull();
    assertThat(item.runtimeVersionConfig()).isNull();
    assertThat(list(request -> request.functionVersion("ALL").maxItems(1)).functions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + "a:$LATEST");
  }

  @Test
  void aPageHoldsFiftyAtMost() {
    for (var i = 0; i < 51; i++) {
      fixture.active("n" + i);
    }

    assertThat(list(request -> request.maxItems(10000)).functions()).hasSize(50);
  }

  @Test
  void accountsAndRegionsAreApart() {
    var elsewhere =
        fixture
            .listFunctions()
            .listFunctions(ListFunctionsRequest.builder().build(), callerIn("eu-west-1"));

    assertThat(elsewhere.functions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "$LATEST,$LATEST version cannot be deleted without deleting the function.",
    "live,Deletion of aliases is not currently supported."
  })
  void qualifiersAreNotDeleted(String qualifier, String message) {
    assertThatThrownBy(() -> delete("fn", qualifier))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }

  @Test
  void deletingAMissingVersionSucceedsAndAMissingFunctionDoesNot() {
    delete("fn", "7");
    assertThat(fixture.get().functionName()).isEqualTo("fn");

    delete("fn", null);
    assertThatThrownBy(() -> delete("fn", null))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "fn");
  }

  @ParameterizedTest
  @CsvSource({
    "fn,,fn",
    "fn,live,fn:live",
    "fn:live,,fn:live",
    "arn:aws:lambda:eu-west-1:111111111111:function:other:2,,"
  })
  void authorizationIsAskedForTheArnThatIsAddressed(
      String name, @Nullable String qualifier, @Nullable String resource) {
    var arn =
        new FunctionResources(FunctionFixtures.noMappings())
            .resolve("function:{FunctionName}", request(name, qualifier), caller());

    assertThat(arn).isEqualTo(resource == null ? name : ARN + resource);
  }

  private ListFunctionsResponse list(Consumer<ListFunctionsRequest.Builder> changes) {
    return fixture
        .listFunctions()
        .listFunctions(ListFunctionsRequest.builder().applyMutation(changes).build(), caller());
  }

  private void delete(String name, @Nullable String qualifier) {
    fixture
        .deleteFunction()
        .deleteFunction(
            DeleteFunctionRequest.builder().functionName(name).qualifier(qualifier).build(),
            caller());
  }
}
