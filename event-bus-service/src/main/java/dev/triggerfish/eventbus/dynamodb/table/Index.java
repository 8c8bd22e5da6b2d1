package dev.triggerfish.eventbus.dynamodb.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index.
 *
 * @param id what the keys of its rows begin with
 * @param name in its table
 * @param scope local to a partition, or global
 * @param key by which it is read
 * @param projection which attributes it has: {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included attributes besides keys
 * @param throughput of a provisioned global index
 * @param status whether it can be read
 */
public record Index(
    int id,
    String name,
    Scope scope,
    Key key,
    String projection,
    List<String> included,
    @Nullable Throughput throughput,
    Status status) {

  public Index {
    included = List.copyOf(included);
  }

  /** Whether it has all attributes of its items. */
  public boolean projectsAll() {
    return projection.equals("ALL");
  }

  /** The same, in another state. */
  public Index with(Status next) {
    return new Index(id, name, scope, key, projection, included, throughput, next);
  }

  /** The same, with another throughput. */
  public Index with(@Nullable Throughput next) {
    return new Index(id, name, scope, key, projection, included, next, status);
  }

  /** Whether an index belongs to a partition. */
  public enum Scope {
    LOCAL,
    GLOBAL
  }

  /** Whether an index is complete. */
  public enum Status {
    /** Items that were there before are still being added. */
    CREATING,
    ACTIVE
  }
}
