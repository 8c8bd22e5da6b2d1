package dev.triggerfish.eventbus.dynamodb.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * The attributes that make a key. A table has one partition key at most one sort key; a global
 * index may have up to four of each.
 *
 * @param partition names, at least one
 * @param sort names, in the order in which they sort
 */
public record Key(List<String> partition, List<String> sort) {

  public Key {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
  }

  /** All names, in order. */
  public List<String> names() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }
}
