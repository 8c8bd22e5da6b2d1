package dev.triggerfish.invoker.eventsource.mapping;

import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.FUNCTION;
import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.OTHER;
import static dev.triggerfish.invoker.eventsource.mapping.MappingCalls.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class MappingLifecycleTest {

  private final MappingCalls calls;

  MappingLifecycleTest(TestDatabase database) {
    calls = new MappingCalls(database);
  }

  @Test
  void eachTransitionKeepsOthersOutUntilItHasEnded() {
    var uuid = calls.create(request -> {}).uuid();
    assertThatThrownBy(() -> calls.update(uuid, request -> request.batchSize(1)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot update the event source mapping because it is in use.");
    assertThatThrownBy(() -> calls.delete(uuid))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Cannot delete the event source mapping because it is in use.");

    assertThat(calls.arrive(uuid)).isEqualTo("Enabled");
    assertThat(calls.update(uuid, request -> request.batchSize(1)).state()).isEqualTo("Updating");
    assertThat(calls.arrive(uuid)).isEqualTo("Enabled");
    assertThat(calls.update(uuid, request -> request.enabled(false)).state())
        .isEqualTo("Disabling");
    assertThat(calls.arrive(uuid)).isEqualTo("Disabled");
    assertThat(calls.update(uuid, request -> request.batchSize(2)).state()).isEqualTo("Updating");
    assertThat(calls.arrive(uuid)).isEqualTo("Disabled");
    assertThat(calls.update(uuid, request -> request.enabled(true)).state()).isEqualTo("Enabling");
    assertThat(calls.arrive(uuid)).isEqualTo("Enabled");
    assertThat(calls.delete(uuid)).isEqualTo("Deleting");
    assertThat(calls.get(uuid).state()).isEqualTo("Deleting");
    calls.end(uuid);
    assertThatThrownBy(() -> calls.get(uuid))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The resource you requested does not exist.");
  }

  @Test
  void aMappingThatIsCreatedDisabledEndsDisabled() {
    var uuid = calls.create(request -> request.enabled(false)).uuid();

    assertThat(calls.get(uuid).state()).isEqualTo("Creating");
    assertThat(calls.arrive(uuid)).isEqualTo("Disabled");
  }

  @Test
  void anUpdateLeavesWhatItDoesNotName() {
    var uuid =
        calls
            .create(
                request ->
                    request
                        .batchSize(7)
                        .filterCriteria(criteria -> criteria.filters(pattern("{\"a\":[1]}"))))
            .uuid();
    calls.arrive(uuid);
    calls.clock.advance(Duration.ofSeconds(1));

    var updated = calls.update(uuid, request -> request.maximumRetryAttempts(3));
    calls.arrive(uuid);
    var without = calls.update(uuid, request -> request.filterCriteria(criteria -> {}));

    assertThat(updated.batchSize()).isEqualTo(7);
    assertThat(updated.maximumRetryAttempts()).isEqualTo(3);
    assertThat(updated.filterCriteria().filters()).hasSize(1);
    assertThat(updated.lastModified()).isEqualTo(calls.clock.now());
    assertThat(without.filterCriteria()).isNull();
  }

  @Test
  void anUpdateMayNameAnotherFunctionUnlessThatIsMappedAlready() {
    var uuid = calls.create(request -> {}).uuid();
    calls.arrive(uuid);

    assertThat(calls.update(uuid, request -> request.functionName("second")).functionArn())
        .endsWith(":second");
    calls.arrive(uuid);
    var other = calls.create(request -> {}).uuid();
    calls.arrive(other);
    assertThatThrownBy(() -> calls.update(other, request -> request.functionName("second")))
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(() -> calls.update(other, request -> request.functionName("missing")))
        .hasMessageContaining("Function does not exist");
  }

  @Test
  void aMappingOutlivesItsFunction() {
    var uuid = calls.create(request -> {}).uuid();
    calls.arrive(uuid);
    calls.functions.clear();

    assertThat(calls.get(uuid).state()).isEqualTo("Enabled");
    assertThat(calls.delete(uuid)).isEqualTo("Deleting");
  }

  @Test
  void mappingsAreListedBySourceFunctionAndPage() {
    var one = calls.create(request -> {}).uuid();
    var two = calls.create(request -> request.functionName("second")).uuid();
    var three = calls.create(request -> request.eventSourceArn(OTHER)).uuid();

    assertThat(calls.list(request -> {})).containsExactlyInAnyOrder(one, two, three);
    assertThat(calls.list(request -> request.eventSourceArn(STREAM)))
        .containsExactlyInAnyOrder(one, two);
    assertThat(calls.list(request -> request.functionName(FUNCTION)))
        .containsExactlyInAnyOrder(one, three);
    assertThat(calls.list(request -> request.functionName("second").eventSourceArn(OTHER)))
        .isEmpty();

    var first = calls.page(request -> request.maxItems(2));
    var second = calls.page(request -> request.maxItems(2).marker(first.nextMarker()));

    assertThat(first.eventSourceMappings()).hasSize(2);
    assertThat(second.eventSourceMappings()).hasSize(1);
    assertThat(second.nextMarker()).isNull();
  }

  @Test
  void othersSeeNothingOfIt() {
    var uuid = calls.create(request -> {}).uuid();

    assertThatThrownBy(
            () ->
                calls.reads.getEventSourceMapping(
                    GetEventSourceMappingRequest.builder().uuid(uuid).build(),
                    Callers.root("111111111111", "us-east-1")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tagsAreKeptAndChanged() {
    var uuid = calls.create(request -> request.tags(Map.of("a", "1"))).uuid();

    var changed =
        calls.mappings.changeTags(
            "000000000000",
            "us-east-1",
            uuid,
            tags -> {
              tags.put("b", "2");
              return tags;
            });

    assertThat(changed).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(
            calls.mappings.changeTags("000000000000", "us-east-1", uuid, UnaryOperator.identity()))
        .isEqualTo(changed);
    assertThat(calls.mappings.functionArn(uuid)).isEqualTo(FUNCTION);
  }

  private static Filter pattern(String text) {
    return Filter.builder().pattern(text).build();
  }
}
