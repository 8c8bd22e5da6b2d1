package dev.triggerfish.invoker.eventsource.mapping;

import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.FUNCTION;
import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.triggerfish.testkit.AwsEndpoint;
import dev.triggerfish.testkit.FakeAuthorizer;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SourceAccessType;

/** The operations as the SDK's client calls them: with their wire format, checks and errors. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("invoker")
class MappingsOverHttpTest {

  private static final String SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:kafka";

  private final MappingCalls calls;
  private final FakeAuthorizer authorizer = new FakeAuthorizer();
  private final AwsEndpoint endpoint;
  private final LambdaClient lambda;

  MappingsOverHttpTest(TestDatabase database) {
    calls = new MappingCalls(database);
    endpoint = new AwsEndpoint(authorizer, List.of(), calls.groups());
    lambda = endpoint.client(LambdaClient.class, LambdaClient.builder());
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private CreateEventSourceMappingResponse create(
      Consumer<CreateEventSourceMappingRequest.Builder> change) {
    return lambda.createEventSourceMapping(
        r -> {
          r.functionName("fn").eventSourceArn(STREAM).startingPosition("TRIM_HORIZON");
          change.accept(r);
        });
  }

  @Test
  void aMappingIsCreatedReadListedUpdatedAndDeleted() {
    var created = create(r -> r.batchSize(7));
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(created.functionArn()).isEqualTo(FUNCTION);
    assertThat(created.lastModified()).isEqualTo(calls.clock.now());
    var uuid = created.uuid();
    calls.arrive(uuid);

    var got = lambda.getEventSourceMapping(r -> r.uuid(uuid));
    assertThat(got.state()).isEqualTo("Enabled");
    assertThat(got.batchSize()).isEqualTo(7);
    assertThat(got.startingPositionAsString()).isEqualTo("TRIM_HORIZON");

    create(r -> r.functionName("second"));
    assertThat(lambda.listEventSourceMappingsPaginator(r -> r.maxItems(1)).eventSourceMappings())
        .hasSize(2);
    assertThat(
            lambda
                .listEventSourceMappings(r -> r.functionName("fn").eventSourceArn(STREAM))
                .eventSourceMappings())
        .extracting(EventSourceMappingConfiguration::uuid)
        .containsExactly(uuid);

    var updated = lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(8).enabled(false));
    assertThat(updated.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(updated.batchSize()).isEqualTo(8);
    assertThat(updated.state()).isEqualTo("Disabling");
    calls.arrive(uuid);

    var deleted = lambda.deleteEventSourceMapping(r -> r.uuid(uuid));
    assertThat(deleted.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(deleted.state()).isEqualTo("Deleting");
    calls.end(uuid);
    assertThatThrownBy(() -> lambda.getEventSourceMapping(r -> r.uuid(uuid)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  static Stream<Arguments> badParameters() {
    return Stream.of(
        range("batchSize", r -> r.batchSize(0), "greater than or equal to 1"),
        range("batchSize", r -> r.batchSize(10_001), "less than or equal to 10000"),
        range(
            "maximumBatchingWindowInSeconds",
            r -> r.maximumBatchingWindowInSeconds(-1),
            "greater than or equal to 0"),
        range(
            "maximumBatchingWindowInSeconds",
            r -> r.maximumBatchingWindowInSeconds(301),
            "less than or equal to 300"),
        range(
            "parallelizationFactor", r -> r.parallelizationFactor(0), "greater than or equal to 1"),
        range(
            "parallelizationFactor", r -> r.parallelizationFactor(11), "less than or equal to 10"),
        range(
            "maximumRecordAgeInSeconds",
            r -> r.maximumRecordAgeInSeconds(-2),
            "greater than or equal to -1"),
        range(
            "maximumRecordAgeInSeconds",
            r -> r.maximumRecordAgeInSeconds(604_801),
            "less than or equal to 604800"),
        range(
            "maximumRetryAttempts", r -> r.maximumRetryAttempts(-2), "greater than or equal to -1"),
        range(
            "maximumRetryAttempts",
            r -> r.maximumRetryAttempts(10_001),
            "less than or equal to 10000"),
        range(
            "tumblingWindowInSeconds",
            r -> r.tumblingWindowInSeconds(-1),
            "greater than or equal to 0"),
        range(
            "tumblingWindowInSeconds",
            r -> r.tumblingWindowInSeconds(901),
            "less than or equal to 900"),
        bad(
            "'startingPosition' failed to satisfy constraint: Member must satisfy enum value set",
            "ValidationException",
            r -> r.startingPosition("MIDDLE")),
        bad(
            "failed to satisfy constraint",
            "ValidationException",
            r -> r.functionResponseTypesWithStrings("Anything")),
        bad(
            "Member must have length less than or equal to 4096",
            "ValidationException",
            r ->
                r.filterCriteria(
                    f -> f.filters(Filter.builder().pattern("x".repeat(4_097)).build()))),
        bad(
            "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
                + " constraint: Member must not be null.",
            "InvalidParameterValueException",
            r -> r.startingPosition((String) null)),
        bad(
            "Unrecognized event source.",
            "InvalidParameterValueException",
            r -> r.eventSourceArn(null)),
        bad(
            "Function does not exist",
            "InvalidParameterValueException",
            r -> r.functionName("missing")),
        bad(
            "Unsupported starting position for arn type: " + STREAM,
            "InvalidParameterValueException",
            r -> r.startingPosition("AT_TIMESTAMP")),
        bad(
            "Invalid filter pattern definition.",
            "InvalidParameterValueException",
            r -> r.filterCriteria(f -> f.filters(Filter.builder().pattern("no JSON").build()))),
        bad(
            "MaximumRecordAgeInSeconds",
            "InvalidParameterValueException",
            r -> r.maximumRecordAgeInSeconds(59)),
        bad(
            "The destination ARN",
            "InvalidParameterValueException",
            r ->
                r.destinationConfig(
                    d -> d.onFailure(f -> f.destination("arn:aws:ec2:us-east-1:000000000000:x")))),
        bad(
            "Unsupported OnSuccess parameter for given event source mapping type.",
            "InvalidParameterValueException",
            r ->
                r.destinationConfig(
                    d -> d.onSuccess(f -> f.destination("arn:aws:sns:us-east-1:000000000000:t")))),
        bad(
            "Unsupported Topics parameter for given event source mapping type.",
            "InvalidParameterValueException",
            r -> r.topics("topic")),
        bad(
            "Required 'sourceAccessConfigurations' parameter is missing.",
            "InvalidParameterValueException",
            r -> kafka(r).topics("topic")),
        bad(
            "Required 'topics' parameter is missing.",
            "InvalidParameterValueException",
            r -> kafka(r)),
        bad(
            "Unsupported ParallelizationFactor parameter for given event source mapping type.",
            "InvalidParameterValueException",
            r ->
                kafka(r)
                    .topics("topic")
                    .sourceAccessConfigurations(
                        a -> a.type(SourceAccessType.BASIC_AUTH).uri(SECRET))
                    .parallelizationFactor(2)));
  }

  private static CreateEventSourceMappingRequest.Builder kafka(
      CreateEventSourceMappingRequest.Builder request) {
    return request
        .eventSourceArn(null)
        .selfManagedEventSource(
            s -> s.endpoints(Map.of(EndPointType.KAFKA_BOOTSTRAP_SERVERS, List.of("h:1"))));
  }

  private static Arguments range(
      String field, Consumer<CreateEventSourceMappingRequest.Builder> change, String constraint) {
    return bad(
        "'" + field + "' failed to satisfy constraint: Member must have value " + constraint,
        "ValidationException",
        change);
  }

  private static Arguments bad(
      String message, String code, Consumer<CreateEventSourceMappingRequest.Builder> change) {
    return arguments(message, code, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badParameters")
  void aBadParameterIsRefusedWithAwsTextAndNothingIsKept(
      String message, String code, Consumer<CreateEventSourceMappingRequest.Builder> change) {
    refused(() -> create(change), 400, code, message);
    assertThat(lambda.listEventSourceMappings(r -> {}).eventSourceMappings()).isEmpty();
  }

  private static void refused(ThrowingCallable call, int status, String code, String message) {
    var error = catchThrowableOfType(LambdaException.class, call);
    assertThat(error).isNotNull();
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.awsErrorDetails().errorMessage()).contains(message);
  }

  @Test
  void aBadUpdateIsRefusedAndChangesNothing() {
    var uuid = create(r -> {}).uuid();
    calls.arrive(uuid);
    refused(
        () -> lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(0)),
        400,
        "ValidationException",
        "'batchSize' failed to satisfy constraint: Member must have value greater than or equal to 1");
    refused(
        () -> lambda.updateEventSourceMapping(r -> r.uuid(uuid).maximumRecordAgeInSeconds(1)),
        400,
        "InvalidParameterValueException",
        "MaximumRecordAgeInSeconds");
    refused(
        () -> lambda.updateEventSourceMapping(r -> r.uuid(uuid).functionName("missing")),
        400,
        "InvalidParameterValueException",
        "Function does not exist");
    var kept = lambda.getEventSourceMapping(r -> r.uuid(uuid));
    assertThat(kept.state()).isEqualTo("Enabled");
    assertThat(kept.batchSize()).isEqualTo(100);
  }

  @Test
  void aMappingInTransitionIsInUse() {
    var uuid = create(r -> {}).uuid();
    assertThatThrownBy(() -> lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(2)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot update the event source mapping because it is in use.");
    assertThatThrownBy(() -> lambda.deleteEventSourceMapping(r -> r.uuid(uuid)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot delete the event source mapping because it is in use.");
    assertThatThrownBy(() -> create(r -> {})).isInstanceOf(ResourceConflictException.class);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var uuid = UUID.randomUUID().toString();
    var text = "The resource you requested does not exist.";
    refused(
        () -> lambda.getEventSourceMapping(r -> r.uuid(uuid)),
        404,
        "ResourceNotFoundException",
        text);
    refused(
        () -> lambda.updateEventSourceMapping(r -> r.uuid(uuid)),
        404,
        "ResourceNotFoundException",
        text);
    refused(
        () -> lambda.deleteEventSourceMapping(r -> r.uuid(uuid)),
        404,
        "ResourceNotFoundException",
        text);
  }

  @Test
  void aListOfMoreThanTenThousandIsRefused() {
    refused(
        () -> lambda.listEventSourceMappings(r -> r.maxItems(10_001)),
        400,
        "ValidationException",
        "'maxItems' failed to satisfy constraint: Member must have value less than or equal to 10000");
    refused(
        () -> lambda.listEventSourceMappings(r -> r.maxItems(0)),
        400,
        "ValidationException",
        "'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1");
  }

  @Test
  void eachOperationIsAuthorized() {
    for (var action : List.of("Create", "Get", "List", "Update", "Delete")) {
      authorizer.deny(
          "lambda:" + action + "EventSourceMapping" + (action.equals("List") ? "s" : ""));
    }
    var uuid = UUID.randomUUID().toString();
    for (var call :
        List.<ThrowingCallable>of(
            () -> create(r -> {}),
            () -> lambda.getEventSourceMapping(r -> r.uuid(uuid)),
            () -> lambda.listEventSourceMappings(r -> {}),
            () -> lambda.updateEventSourceMapping(r -> r.uuid(uuid)),
            () -> lambda.deleteEventSourceMapping(r -> r.uuid(uuid)))) {
      refused(call, 403, "AccessDeniedException", "denied lambda:");
    }
  }
}
