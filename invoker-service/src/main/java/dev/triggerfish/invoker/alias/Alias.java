package dev.triggerfish.invoker.alias;

import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionKey;
import java.util.UUID;

/**
 * An alias as it is kept. Each change makes a new one with a new revision.
 *
 * @param function that it is of
 * @param name as clients gave it
 * @param revisionId new with every change
 * @param description may be empty
 * @param route where it leads
 */
record Alias(
    FunctionKey function, String name, String revisionId, String description, AliasRoute route) {

  static Alias created(FunctionKey function, String name, String description, AliasRoute route) {
    return new Alias(function, name, newId(), description, route);
  }

  Alias updated(String newDescription, AliasRoute newRoute) {
    return new Alias(function, name, newId(), newDescription, newRoute);
  }

  /** As it is, but with another revision: something that belongs to it has changed. */
  Alias withRevision(String newRevisionId) {
    return new Alias(function, name, newRevisionId, description, route);
  }

  String arn() {
    return function.arn(name);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
