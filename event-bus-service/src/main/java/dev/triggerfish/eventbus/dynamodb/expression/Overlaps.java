package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds places of one expression that are the same, in one another, or cannot both be. */
final class Overlaps {

  private Overlaps() {}

  /** Refuses paths that overlap; after all pairs are compared, those that conflict. */
  static void require(String parameter, List<Path> paths) {
    String conflict = null;
    for (var i = 1; i < paths.size(); i++) {
      for (var j = 0; j < i; j++) {
        var difference = difference(paths.get(j), paths.get(i));
        if (difference == null) {
          throw Grammar.invalid(
              parameter, "Two document paths overlap" + pair(paths.get(j), paths.get(i)));
        }
        if (difference.isOfKind() && conflict == null) {
          conflict = "Two document paths conflict" + pair(paths.get(j), paths.get(i));
        }
      }
    }
    if (conflict != null) {
      throw Grammar.invalid(parameter, conflict);
    }
  }

  private static String pair(Path one, Path two) {
    return " with each other; must remove or rewrite one of these paths; path one: %s, path two: %s"
        .formatted(one, two);
  }

  /**
   * The first steps in which two paths differ.
   *
   * @param one a step
   * @param other of the same place in the other path
   */
  private record Difference(Path.Step one, Path.Step other) {

    /** Nothing is a map and a list at once. */
    boolean isOfKind() {
      return one instanceof Path.Step.Name != other instanceof Path.Step.Name;
    }
  }

  private static @Nullable Difference difference(Path one, Path other) {
    var length = Math.min(one.steps().size(), other.steps().size());
    for (var i = 0; i < length; i++) {
      var step = one.steps().get(i);
      var second = other.steps().get(i);
      if (!step.equals(second)) {
        return new Difference(step, second);
      }
    }
    return null;
  }
}
