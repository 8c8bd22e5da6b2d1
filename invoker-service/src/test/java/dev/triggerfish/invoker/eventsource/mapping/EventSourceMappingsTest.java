package dev.triggerfish.invoker.eventsource.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver.ResolvedFunction;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SourceAccessConfiguration;
import software.amazon.awssdk.services.lambda.model.SourceAccessType;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;

@OnEachDatabase("invoker")
class EventSourceMappingsTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:fn";
  private static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-02T03:04:05.678";
  private static final String OTHER =
      "arn:aws:dynamodb:us-east-1:000000000000:table/other/stream/2026-01-02T03:04:05.678";

  private final Set<String> functions = new HashSet<>(Set.of("fn", "second"));
  private final ManualClock clock = new ManualClock();
  private final Access access = new Access();
  private EventSourceMappings mappings;
  private ChangeEventSourceMappings changes;
  private ReadEventSourceMappings reads;

  @BeforeEach
  void wire(TestDatabase database) {
    mappings = new EventSourceMappings(new MappingStore(database.database()));
    var roles = new MappedFunctionRoles(this::resolve, new Catalog());
    changes = new ChangeEventSourceMappings(mappings, roles, access, clock);
    reads = new ReadEventSourceMappings(mappings);
  }

  @Test
  void aNewMappingOfAStreamHasAwsDefaults() {
    var reply = create(request -> {});

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
    assertThat(reply.lastModified()).isEqualTo(clock.now());
  }

  @Test
  void whatIsGivenIsKept() {
    var uuid =
        create(
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

    var found = get(uuid);

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
    assertThat(create(request -> request.functionName(FUNCTION + ":$LATEST")).functionArn())
        .isEqualTo(FUNCTION);
  }

  @Test
  void aTopicIsShownWithItsServersAndNothingThatStreamsHave() {
    var reply = topic(request -> {});

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
        topic(
            request ->
                request
                    .startingPosition(EventSourcePosition.AT_TIMESTAMP)
                    .startingPositionTimestamp(at));

    assertThat(reply.startingPositionTimestamp()).isEqualTo(at);
  }

  @Test
  void aSourceAndAFunctionHaveOneMapping() {
    var first = create(request -> {}).uuid();
    var kafka = topic(request -> {}).uuid();

    assertThatThrownBy(() -> create(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "The event source arn (\" "
                + STREAM
                + " \") and function (\" fn \") provided mapping already exists. Please update or"
                + " delete the existing mapping with UUID "
                + first);
    assertThatThrownBy(() -> topic(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "An event source mapping with event source (\"kafka:1000\"), function (\""
                + FUNCTION
                + "\"), topics (\"topic\") already exists. Please update or delete the existing"
                + " mapping with UUID "
                + kafka);
    create(request -> request.functionName("second"));
    create(request -> request.eventSourceArn(OTHER));
  }

  @Test
  void aStreamThatTheRoleMayNotReadIsRefusedWithAwsSentence() {
    access.refusal = "Cannot access stream " + STREAM + ".";

    assertThatThrownBy(() -> create(request -> {}))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Cannot access stream " + STREAM);
    assertThat(list(request -> {})).isEmpty();
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
    assertThatThrownBy(() -> topic(request -> request.sourceAccessConfigurations(List.of())))
        .hasMessageContaining("Required 'sourceAccessConfigurations' parameter is missing.");
    assertThatThrownBy(() -> topic(request -> request.parallelizationFactor(2)))
        .hasMessageContaining("Unsupported ParallelizationFactor parameter for given event source");
    assertThatThrownBy(() -> topic(request -> request.tumblingWindowInSeconds(2)))
        .hasMessageContaining("Unsupported TumblingWindowInSeconds parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:000000000000:q",
    "arn:aws:kinesis:us-east-1:000000000000:stream/s",
    "arn:aws:kafka:us-east-1:000000000000:cluster/c/1"
  })
  void sourcesThatAreNotThereAreRefusedByName(String arn) {
    assertThatThrownBy(() -> create(request -> request.eventSourceArn(arn)))
        .hasMessageContaining("Triggerfish does not simulate event source mappings of");
  }

  @Test
  void eachTransitionKeepsOthersOutUntilItHasEnded() {
    var uuid = create(request -> {}).uuid();
    assertThatThrownBy(() -> update(uuid, request -> request.batchSize(1)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot update the event source mapping because it is in use.");
    assertThatThrownBy(() -> delete(uuid))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot delete the event source mapping because it is in use.");

    assertThat(arrive(uuid)).isEqualTo("Enabled");
    assertThat(update(uuid, request -> request.batchSize(1)).state()).isEqualTo("Updating");
    assertThat(arrive(uuid)).isEqualTo("Enabled");
    assertThat(update(uuid, request -> request.enabled(false)).state()).isEqualTo("Disabling");
    assertThat(arrive(uuid)).isEqualTo("Disabled");
    assertThat(update(uuid, request -> request.batchSize(2)).state()).isEqualTo("Updating");
    assertThat(arrive(uuid)).isEqualTo("Disabled");
    assertThat(update(uuid, request -> request.enabled(true)).state()).isEqualTo("Enabling");
    assertThat(arrive(uuid)).isEqualTo("Enabled");
    assertThat(delete(uuid)).isEqualTo("Deleting");
    assertThat(get(uuid).state()).isEqualTo("Deleting");
    end(uuid);
    assertThatThrownBy(() -> get(uuid))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The resource you requested does not exist.");
  }

  @Test
  void aMappingThatIsCreatedDisabledEndsDisabled() {
    var uuid = create(request -> request.enabled(false)).uuid();

    assertThat(get(uuid).state()).isEqualTo("Creating");
    assertThat(arrive(uuid)).isEqualTo("Disabled");
  }

  @Test
  void anUpdateLeavesWhatItDoesNotName() {
    var uuid =
        create(
                request ->
                    request
                        .batchSize(7)
                        .filterCriteria(criteria -> criteria.filters(pattern("{\"a\":[1]}"))))
            .uuid();
    arrive(uuid);
    clock.advance(Duration.ofSeconds(1));

    var updated = update(uuid, request -> request.maximumRetryAttempts(3));
    arrive(uuid);
    var without = update(uuid, request -> request.filterCriteria(criteria -> {}));

    assertThat(updated.batchSize()).isEqualTo(7);
    assertThat(updated.maximumRetryAttempts()).isEqualTo(3);
    assertThat(updated.filterCriteria().filters()).hasSize(1);
    assertThat(updated.lastModified()).isEqualTo(clock.now());
    assertThat(without.filterCriteria()).isNull();
  }

  @Test
  void anUpdateMayNameAnotherFunctionUnlessThatIsMappedAlready() {
    var uuid = create(request -> {}).uuid();
    arrive(uuid);

    assertThat(update(uuid, request -> request.functionName("second")).functionArn())
        .endsWith(":second");
    arrive(uuid);
    var other = create(request -> {}).uuid();
    arrive(other);
    assertThatThrownBy(() -> update(other, request -> request.functionName("second")))
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(() -> update(other, request -> request.functionName("missing")))
        .hasMessageContaining("Function does not exist");
  }

  @Test
  void aMappingOutlivesItsFunction() {
    var uuid = create(request -> {}).uuid();
    arrive(uuid);
    functions.clear();

    assertThat(get(uuid).state()).isEqualTo("Enabled");
    assertThat(delete(uuid)).isEqualTo("Deleting");
  }

  @Test
  void mappingsAreListedBySourceFunctionAndPage() {
    var one = create(request -> {}).uuid();
    var two = create(request -> request.functionName("second")).uuid();
    var three = create(request -> request.eventSourceArn(OTHER)).uuid();

    assertThat(list(request -> {})).containsExactlyInAnyOrder(one, two, three);
    assertThat(list(request -> request.eventSourceArn(STREAM))).containsExactlyInAnyOrder(one, two);
    assertThat(list(request -> request.functionName(FUNCTION)))
        .containsExactlyInAnyOrder(one, three);
    assertThat(list(request -> request.functionName("second").eventSourceArn(OTHER))).isEmpty();

    var first = page(request -> request.maxItems(2));
    var second = page(request -> request.maxItems(2).marker(first.nextMarker()));

    assertThat(first.eventSourceMappings()).hasSize(2);
    assertThat(second.eventSourceMappings()).hasSize(1);
    assertThat(second.nextMarker()).isNull();
  }

  @Test
  void othersSeeNothingOfIt() {
    var uuid = create(request -> {}).uuid();

    assertThatThrownBy(
            () ->
                reads.getEventSourceMapping(
                    GetEventSourceMappingRequest.builder().uuid(uuid).build(),
                    Callers.root("111111111111", "us-east-1")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tagsAreKeptAndChanged() {
    var uuid = create(request -> request.tags(Map.of("a", "1"))).uuid();

    var changed =
        mappings.changeTags(
            "000000000000",
            "us-east-1",
            uuid,
            tags -> {
              tags.put("b", "2");
              return tags;
            });

    assertThat(changed).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(mappings.changeTags("000000000000", "us-east-1", uuid, UnaryOperator.identity()))
        .isEqualTo(changed);
    assertThat(mappings.functionArn(uuid)).isEqualTo(FUNCTION);
  }

  private static Filter pattern(String text) {
    return Filter.builder().pattern(text).build();
  }

  private void refused(String message, Consumer<CreateEventSourceMappingRequest.Builder> change) {
    assertThatThrownBy(() -> create(change))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }

  private CreateEventSourceMappingResponse create(
      Consumer<CreateEventSourceMappingRequest.Builder> change) {
    var request =
        CreateEventSourceMappingRequest.builder()
            .functionName("fn")
            .eventSourceArn(STREAM)
            .startingPosition(EventSourcePosition.TRIM_HORIZON);
    change.accept(request);
    return changes.createEventSourceMapping(request.build(), Callers.root("us-east-1"));
  }

  private CreateEventSourceMappingResponse topic(
      Consumer<CreateEventSourceMappingRequest.Builder> change) {
    return create(
        request -> {
          request
              .eventSourceArn(null)
              .selfManagedEventSource(
                  source ->
                      source.endpoints(
                          Map.of(EndPointType.KAFKA_BOOTSTRAP_SERVERS, List.of("kafka:1000"))))
              .topics("topic")
              .sourceAccessConfigurations(
                  SourceAccessConfiguration.builder()
                      .type(SourceAccessType.BASIC_AUTH)
                      .uri("arn:aws:secretsmanager:us-east-1:000000000000:secret:kafka")
                      .build());
          change.accept(request);
        });
  }

  private UpdateEventSourceMappingResponse update(
      String uuid, Consumer<UpdateEventSourceMappingRequest.Builder> change) {
    var request = UpdateEventSourceMappingRequest.builder().uuid(uuid);
    change.accept(request);
    return changes.updateEventSourceMapping(request.build(), Callers.root("us-east-1"));
  }

  private String delete(String uuid) {
    return changes
        .deleteEventSourceMapping(
            DeleteEventSourceMappingRequest.builder().uuid(uuid).build(), Callers.root("us-east-1"))
        .state();
  }

  private GetEventSourceMappingResponse get(String uuid) {
    return reads.getEventSourceMapping(
        GetEventSourceMappingRequest.builder().uuid(uuid).build(), Callers.root("us-east-1"));
  }

  private List<String> list(Consumer<ListEventSourceMappingsRequest.Builder> change) {
    return page(change).eventSourceMappings().stream()
        .map(EventSourceMappingConfiguration::uuid)
        .toList();
  }

  private ListEventSourceMappingsResponse page(
      Consumer<ListEventSourceMappingsRequest.Builder> change) {
    var request = ListEventSourceMappingsRequest.builder();
    change.accept(request);
    return reads.listEventSourceMappings(request.build(), Callers.root("us-east-1"));
  }

  private String arrive(String uuid) {
    end(uuid);
    return get(uuid).state();
  }

  private void end(String uuid) {
    var found =
        mappings.all().stream()
            .filter(mapping -> mapping.uuid().equals(uuid))
            .findFirst()
            .orElseThrow();
    assertThat(mappings.arrive(found)).isTrue();
  }

  private ResolvedFunction resolve(
      String account, String region, String name, @Nullable String qualifier) {
    var key = new FunctionKey(account, region, name);
    if (!functions.contains(name)) {
      throw FunctionErrors.notFound(key, qualifier);
    }
    var version =
        new FunctionVersion(
            account,
            region,
            name,
            FunctionVersion.LATEST,
            "deployment",
            "python3.12",
            "h",
            "arn:aws:iam::000000000000:role/r",
            3,
            128,
            512,
            "x86_64",
            Map.of(),
            Path.of("code"),
            List.of(),
            "/aws/lambda/" + name,
            "Text");
    return new ResolvedFunction(version, key.arn(qualifier));
  }

  private static final class Access implements SourceAccess {

    private @Nullable String refusal;

    @Override
    public @Nullable String refusal(MappedSource source, ExecutionRole role) {
      return refusal;
    }

    @Override
    public @Nullable String denial(MappedSource source, ExecutionRole role) {
      return refusal;
    }
  }

  private static final class Catalog implements FunctionCatalog {

    @Override
    public boolean exists(FunctionName name) {
      return true;
    }

    @Override
    public @Nullable String roleOf(FunctionKey function, String version) {
      return null;
    }

    @Override
    public Usage usage(String accountId, String region) {
      return new Usage(0, 0);
    }
  }
}
