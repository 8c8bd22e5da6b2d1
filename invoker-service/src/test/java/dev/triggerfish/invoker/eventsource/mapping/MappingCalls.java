package dev.triggerfish.invoker.eventsource.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver.ResolvedFunction;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.SourceAccessConfiguration;
import software.amazon.awssdk.services.lambda.model.SourceAccessType;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;

/** The operations of event source mappings over a database, as the root user calls them. */
final class MappingCalls {

  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:fn";
  static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-02T03:04:05.678";
  static final String OTHER =
      "arn:aws:dynamodb:us-east-1:000000000000:table/other/stream/2026-01-02T03:04:05.678";

  final Set<String> functions = new HashSet<>(Set.of("fn", "second"));
  final ManualClock clock = new ManualClock();
  final Access access = new Access();
  final EventSourceMappings mappings;
  final ReadEventSourceMappings reads;
  private final ChangeEventSourceMappings changes;

  MappingCalls(TestDatabase database) {
    mappings = new EventSourceMappings(new MappingStore(database.database()));
    var roles = new MappedFunctionRoles(this::resolve, new Catalog());
    changes = new ChangeEventSourceMappings(mappings, roles, access, clock);
    reads = new ReadEventSourceMappings(mappings);
  }

  /** The operations, to be served. */
  List<OperationGroup> groups() {
    return List.of(changes, reads);
  }

  CreateEventSourceMappingResponse create(
      Consumer<CreateEventSourceMappingRequest.Builder> change) {
    var request =
        CreateEventSourceMappingRequest.builder()
            .functionName("fn")
            .eventSourceArn(STREAM)
            .startingPosition(EventSourcePosition.TRIM_HORIZON);
    change.accept(request);
    return changes.createEventSourceMapping(request.build(), Callers.root("us-east-1"));
  }

  CreateEventSourceMappingResponse topic(Consumer<CreateEventSourceMappingRequest.Builder> change) {
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

  UpdateEventSourceMappingResponse update(
      String uuid, Consumer<UpdateEventSourceMappingRequest.Builder> change) {
    var request = UpdateEventSourceMappingRequest.builder().uuid(uuid);
    change.accept(request);
    return changes.updateEventSourceMapping(request.build(), Callers.root("us-east-1"));
  }

  String delete(String uuid) {
    return changes
        .deleteEventSourceMapping(
            DeleteEventSourceMappingRequest.builder().uuid(uuid).build(), Callers.root("us-east-1"))
        .state();
  }

  GetEventSourceMappingResponse get(String uuid) {
    return reads.getEventSourceMapping(
        GetEventSourceMappingRequest.builder().uuid(uuid).build(), Callers.root("us-east-1"));
  }

  List<String> list(Consumer<ListEventSourceMappingsRequest.Builder> change) {
    return page(change).eventSourceMappings().stream()
        .map(EventSourceMappingConfiguration::uuid)
        .toList();
  }

  ListEventSourceMappingsResponse page(Consumer<ListEventSourceMappingsRequest.Builder> change) {
    var request = ListEventSourceMappingsRequest.builder();
    change.accept(request);
    return reads.listEventSourceMappings(request.build(), Callers.root("us-east-1"));
  }

  String arrive(String uuid) {
    end(uuid);
    return get(uuid).state();
  }

  void end(String uuid) {
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

  static final class Access implements SourceAccess {

    @Nullable String refusal;

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
