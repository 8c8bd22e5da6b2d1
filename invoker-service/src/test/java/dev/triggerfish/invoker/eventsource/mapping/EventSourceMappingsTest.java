package dev.triggerfish.invoker.eventsource.mapping;

import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.FUNCTION;
import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.OTHER;
import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.SourceAccessType;

@OnEachDatabase("invoker")
class EventSourceMappingsTest {

  private final MappingCalls calls;

  EventSourceMappingsTest(TestDatabase database) {
    calls = new MappingCalls(database);
  }

  @Test
  void aNewMappingOfAStreamHasAwsDefaults() {
    var reply = calls.create(request -> {});

    assertThat(reply.uuid()).hasSize(36);
    assertThat(reply.eventSourceMappingArn())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:event-source-mapping:" + reply.uuid());
    assertThat(reply.functionArn()).isEqualTo(FUNCTION);
    assertThat(reply.eventSourceArn()).isEqualTo(STREAM);
    assertThat(reply.batchSize()).isEqualTo(100);
    assertThat(reply.maximumBatchingWindowInSeconds()).isZero();
    assertThat(reply.parallelizationFactor()).isEqualTo(1);
    assertThat(reply.maximumRecordAgeInSeconds()).isEqualTo(-1);
    assertThat(reply.maximumRetryAttempts()).isEqualTo(-1);
    assertThat(reply.bisectBatchOnFunctionError()).isFalse();
    assertThat(reply.tumblingWindowInSeconds()).isZero();
    assertThat(reply.hasFunctionResponseTypes()).isTrue();
    assertThat(reply.functionResponseTypes()).isEmpty();
    assertThat(reply.destinationConfig().onFailure().destination()).isNull();
    assertThat(reply.filterCriteria()).isNull();
    assertThat(reply.metricsConfig()).isNull();
    assertThat(reply.startingPosition()).isEqualTo(EventSourcePosition.TRIM_HORIZON);
    assertThat(reply.lastProcessingResult()).isEqualTo("No records processed");
    assertThat(reply.state()).isEqualTo("Creating");
    assertThat(reply.stateTransitionReason()).isEqualTo("User action");
    assertThat(reply.lastModified()).isEqualTo(calls.clock.now());
  }

  @Test
  void whatIsGivenIsKept() {
    var uuid =
        calls
            .create(
                request ->
                    request
                        .functionName("fn:$LATEST")
                        .batchSize(7)
                        .maximumBatchingWindowInSeconds(3)
                        .parallelizationFactor(10)
                        .maximumRecordAgeInSeconds(60)
                        .maximumRetryAttempts(0)
                        .bisectBatchOnFunctionError(true)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                        .filterCriteria(
                            criteria -> criteria.filters(pattern("{\"eventName\":[\"INSERT\"]}")))
                        .destinationConfig(
                            config ->
                                config.onFailure(
                                    failure ->
                                        failure.destination(
                                            "arn:aws:sns:us-east-1:000000000000:poison")))
                        .metricsConfig(
                            metrics -> metrics.metrics(EventSourceMappingMetric.EVENT_COUNT)))
            .uuid();

    var found = calls.get(uuid);

    assertThat(found.functionArn()).isEqualTo(FUNCTION + ":$LATEST");
    assertThat(found.batchSize()).isEqualTo(7);
    assertThat(found.maximumBatchingWindowInSeconds()).isEqualTo(3);
    assertThat(found.parallelizationFactor()).isEqualTo(10);
    assertThat(found.maximumRecordAgeInSeconds()).isEqualTo(60);
    assertThat(found.maximumRetryAttempts()).isZero();
    assertThat(found.bisectBatchOnFunctionError()).isTrue();
    assertThat(found.functionResponseTypes())
        .containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    assertThat(found.filterCriteria().filters().getFirst().pattern())
        .isEqualTo("{\"eventName\":[\"INSERT\"]}");
    assertThat(found.destinationConfig().onFailure().destination())
        .isEqualTo("arn:aws:sns:us-east-1:000000000000:poison");
    assertThat(found.metricsConfig().metrics())
        .containsExactly(EventSourceMappingMetric.EVENT_COUNT);
  }

  @Test
  void aFullArnOfLatestIsKeptUnqualified() {
    assertThat(calls.create(request -> request.functionName(FUNCTION + ":$LATEST")).functionArn())
        .isEqualTo(FUNCTION);
  }

  @Test
  void aTopicIsShownWithItsServersAndNothingThatStreamsHave() {
    var reply = calls.topic(request -> {});

    assertThat(reply.selfManagedEventSource().endpoints())
        .isEqualTo(Map.of(EndPointType.KAFKA_BOOTSTRAP_SERVERS, List.of("kafka:1000")));
    assertThat(reply.topics()).containsExactly("topic");
    assertThat(reply.selfManagedKafkaEventSourceConfig().consumerGroupId()).isEqualTo(reply.uuid());
    assertThat(reply.sourceAccessConfigurations().getFirst().type())
        .isEqualTo(SourceAccessType.BASIC_AUTH);
    assertThat(reply.stateTransitionReason()).isEqualTo("USER_INITIATED");
    assertThat(reply.eventSourceArn()).isNull();
    assertThat(reply.parallelizationFactor()).isNull();
    assertThat(reply.maximumRecordAgeInSeconds()).isNull();
    assertThat(reply.maximumBatchingWindowInSeconds()).isNull();
    assertThat(reply.destinationConfig()).isNull();
    assertThat(reply.hasFunctionResponseTypes()).isFalse();
  }

  @Test
  void aTopicMayBeginAtATime() {
    var at = Instant.parse("2026-01-01T00:00:00Z");

    var reply =
        calls.topic(
            request ->
                request
                    .startingPosition(EventSourcePosition.AT_TIMESTAMP)
                    .startingPositionTimestamp(at));

    assertThat(reply.startingPositionTimestamp()).isEqualTo(at);
  }

  @Test
  void aSourceAndAFunctionHaveOneMapping() {
    var first = calls.create(request -> {}).uuid();
    var kafka = calls.topic(request -> {}).uuid();

    assertThatThrownBy(() -> calls.create(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "The event source arn (\" "
                + STREAM
                + " \") and function (\" fn \") provided mapping already exists. Please update or"
                + " delete the existing mapping with UUID "
                + first);
    assertThatThrownBy(() -> calls.topic(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "An event source mapping with event source (\"kafka:1000\"), function (\""
                + FUNCTION
                + "\"), topics (\"topic\") already exists. Please update or delete the existing"
                + " mapping with UUID "
                + kafka);
    calls.create(request -> request.functionName("second"));
    calls.create(request -> request.eventSourceArn(OTHER));
  }

  @Test
  void aStreamThatTheRoleMayNotReadIsRefusedWithAwsSentence() {
    calls.access.refusal = "Cannot access stream " + STREAM + ".";

    assertThatThrownBy(() -> calls.create(request -> {}))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Cannot access stream " + STREAM);
    assertThat(calls.list(request -> {})).isEmpty();
  }

  @Test
  void aMissingFunctionIsRefused() {
    refused("Function does not exist", request -> request.functionName("missing"));
  }

  @Test
  void badRequestsAreRefusedWithAwsSentences() {
    refused("Unrecognized event source.", request -> request.eventSourceArn(null));
    refused(
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
            + " constraint: Member must not be null.",
        request -> request.startingPosition((String) null));
    refused(
        "Unsupported starting position for arn type: " + STREAM,
        request -> request.startingPosition(EventSourcePosition.AT_TIMESTAMP));
    refused("Unsupported Topics parameter", request -> request.topics("t"));
    refused("MaximumRecordAgeInSeconds", request -> request.maximumRecordAgeInSeconds(59));
    refused(
        "TumblingWindowInSeconds cannot be combined",
        request -> request.tumblingWindowInSeconds(1).parallelizationFactor(2));
    refused(
        "The destination ARN",
        request ->
            request.destinationConfig(
                config ->
                    config.onFailure(
                        failure ->
                            failure.destination("arn:aws:events:us-east-1:000000000000:bus/b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "None", "{", "{\"a\":\"b\"}", "{\"a\":[]}", "[]"})
  void aTextThatIsNoPatternIsRefused(String pattern) {
    refused(
        "Invalid filter pattern definition.",
        request -> request.filterCriteria(criteria -> criteria.filters(pattern(pattern))));
  }

  @Test
  void aTopicNeedsCredentialsAndHasNoShards() {
    assertThatThrownBy(() -> calls.topic(request -> request.sourceAccessConfigurations(List.of())))
        .hasMessageContaining("Required 'sourceAccessConfigurations' parameter is missing.");
    assertThatThrownBy(() -> calls.topic(request -> request.parallelizationFactor(2)))
        .hasMessageContaining("Unsupported ParallelizationFactor parameter for given event source");
    assertThatThrownBy(() -> calls.topic(request -> request.tumblingWindowInSeconds(2)))
        .hasMessageContaining("Unsupported TumblingWindowInSeconds parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:000000000000:q",
    "arn:aws:kinesis:us-east-1:000000000000:stream/s",
    "arn:aws:kafka:us-east-1:000000000000:cluster/c/1"
  })
  void sourcesThatAreNotThereAreRefusedByName(String arn) {
    assertThatThrownBy(() -> calls.create(request -> request.eventSourceArn(arn)))
        .hasMessageContaining("Triggerfish does not simulate event source mappings of");
  }

  private static Filter pattern(String text) {
    return Filter.builder().pattern(text).build();
  }

  private void refused(String message, Consumer<CreateEventSourceMappingRequest.Builder> change) {
    assertThatThrownBy(() -> calls.create(change))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }
}
