package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.MappedFunctions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * All mappings. Operations begin transitions; the workers of whichever process is first end them.
 */
public final class EventSourceMappings implements MappedFunctions, ResultNotes {

  private final MappingStore store;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  EventSourceMappings(MappingStore store) {
    this.store = store;
  }

  /**
   * Has somebody told, after each change that is made in this process, that there is something to
   * see. Must not block.
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Every account's mappings, as they are kept. */
  public List<EventSourceMapping> all() {
    return store.all();
  }

  /**
   * Ends the transition that a mapping is in.
   *
   * @return false if it has changed meanwhile
   */
  public boolean arrive(EventSourceMapping mapping) {
    return mapping.state() == MappingState.DELETING
        ? store.remove(mapping)
        : store.replace(mapping.in(mapping.state().end(mapping.enabled())));
  }

  @Override
  public void note(String uuid, String result) {
    store.note(uuid, result);
  }

  void add(EventSourceMapping mapping, Map<String, String> tags) {
    var other = store.add(mapping, tags);
    if (other != null) {
      throw MappingErrors.exists(mapping, other);
    }
    tell();
  }

  EventSourceMapping require(String accountId, String region, String uuid) {
    var found = store.find(accountId, region, uuid);
    if (found == null) {
      throw MappingErrors.none();
    }
    return found;
  }

  /** Refuses a mapping whose source and function another one has already. */
  void requireOnly(EventSourceMapping mapping) {
    var other = store.same(mapping);
    if (other != null) {
      throw MappingErrors.exists(mapping, other);
    }
  }

  /**
   * Begins a transition.
   *
   * @param verb what is done, for AWS's sentence about mappings in transition
   */
  void change(EventSourceMapping changed, String verb) {
    try {
      if (!store.replace(changed)) {
        throw MappingErrors.inUse(verb);
      }
    } catch (DuplicateKeyException e) {
      requireOnly(changed);
      throw e;
    }
    tell();
  }

  List<EventSourceMapping> list(
      String accountId,
      String region,
      @Nullable String source,
      @Nullable FunctionName function,
      String after,
      int most) {
    return store.list(accountId, region, source, function, after, most);
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public @Nullable String functionArn(String uuid) {
    return store.functionArn(uuid);
  }

  @Override
  public @Nullable Map<String, String> changeTags(
      String accountId, String region, String uuid, UnaryOperator<Map<String, String>> change) {
    return store.changeTags(accountId, region, uuid, change);
  }
}
