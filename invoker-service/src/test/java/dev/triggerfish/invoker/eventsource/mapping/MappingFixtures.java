package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionName;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Mappings for tests of what runs them. */
public final class MappingFixtures {

  private MappingFixtures() {}

  /** A mapping that is enabled, kept nowhere. */
  public static EventSourceMapping mapping(
      FunctionName function, MappedSource source, MappingSettings settings) {
    return new EventSourceMapping(
        UUID.randomUUID().toString(),
        function,
        source,
        settings,
        true,
        MappingState.ENABLED,
        EventSourceMapping.NOTHING_YET,
        Instant.EPOCH,
        0);
  }

  /** The same, about to be begun. */
  public static EventSourceMapping created(EventSourceMapping mapping) {
    return mapping.in(MappingState.CREATING);
  }

  /** What a test notes results with. */
  public static ResultNotes noting(Consumer<String> results) {
    return (_, result) -> results.accept(result);
  }

  /** All mappings in a database. */
  public static EventSourceMappings in(Database database) {
    return new EventSourceMappings(new MappingStore(database));
  }

  /** Keeps a mapping. */
  public static void add(EventSourceMappings mappings, EventSourceMapping mapping) {
    mappings.add(mapping, Map.of());
  }

  /** Begins a transition. */
  public static void change(EventSourceMappings mappings, EventSourceMapping changed) {
    mappings.change(changed, "update");
  }

  /** A mapping as it is kept. */
  public static EventSourceMapping find(EventSourceMappings mappings, String uuid) {
    return mappings.all().stream()
        .filter(mapping -> mapping.uuid().equals(uuid))
        .findFirst()
        .orElseThrow();
  }

  /** A mapping about to be deleted. */
  public static EventSourceMapping deleting(EventSourceMapping mapping) {
    return mapping.in(MappingState.DELETING);
  }

  /** A mapping with other settings, about to be updated. */
  public static EventSourceMapping changed(
      EventSourceMapping mapping, MappingSettings settings, boolean enabled) {
    return mapping.changed(mapping.function(), mapping.source(), settings, enabled, Instant.EPOCH);
  }
}
