package dev.triggerfish.pattern;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a part of an event must be like. */
sealed interface Pattern {

  /**
   * The place that keeps a part from matching, or null if it matches.
   *
   * @param place of the part
   * @param part of an event; null if it is not there
   */
  @Nullable Place mismatch(Place place, @Nullable EventPart part);

  /**
   * Where in an event a part stands.
   *
   * @param above null for the event itself
   * @param name of the key; empty for the event itself
   */
  record Place(EventPart event, @Nullable Place above, String name) {

    static Place of(EventPart event) {
      return new Place(event, null, "");
    }

    Place below(String key) {
      return new Place(event, this, key);
    }

    /** Dots between its levels. */
    String key() {
      return above == null || above.above == null ? name : above.key() + "." + name;
    }

    /** Whether nothing in the event stands here, also not beside a part in the same array. */
    boolean isEmpty() {
      return parts().allMatch(part -> part.values().isEmpty());
    }

    private Stream<EventPart> parts() {
      return above == null
          ? Stream.of(event)
          : above.parts().flatMap(part -> part.objects().stream()).mapMulti(this::part);
    }

    private void part(EventPart object, Consumer<EventPart> found) {
      var part = object.part(name);
      if (part != null) {
        found.accept(part);
      }
    }
  }

  /** One of several rules must accept one of the part's values. */
  final class Leaf implements Pattern {

    // Looked up at once, however many there are.
    private final Set<Value> exact = new HashSet<>();
    private final List<Rule> others;
    private final boolean absentWanted;
    private final int size;

    Leaf(List<Rule> rules) {
      size = rules.size();
      for (var rule : rules) {
        if (rule instanceof Rule.Exactly(var wanted)) {
          exact.add(wanted);
        }
      }
      others = rules.stream().filter(rule -> !(rule instanceof Rule.Exactly)).toList();
      absentWanted = rules.contains(new Rule.Exists(false));
    }

    /** How many rules there are. */
    int size() {
      return size;
    }

    @Override
    public @Nullable Place mismatch(Place place, @Nullable EventPart part) {
      var values = part == null ? List.<Value>of() : part.values();
      var matches =
          values.isEmpty()
              ? absentWanted && place.isEmpty()
              : values.stream().anyMatch(this::accepts);
      return matches ? null : place;
    }

    private boolean accepts(Value value) {
      if (exact.contains(value)) {
        return true;
      }
      for (var rule : others) {
        if (rule.accepts(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** All of several keys must match, in the same object. */
  record Keys(Map<String, Pattern> patterns, List<AnyOf> alternatives) implements Pattern {

    @Override
    public @Nullable Place mismatch(Place place, @Nullable EventPart part) {
      if (part == null || part.objects().isEmpty()) {
        return mismatchWithin(place, null);
      }
      Place first = null;
      for (var object : part.objects()) {
        var mismatch = mismatchWithin(place, object);
        if (mismatch == null) {
          return null;
        }
        first = first == null ? mismatch : first;
      }
      return first;
    }

    private @Nullable Place mismatchWithin(Place place, @Nullable EventPart object) {
      for (var entry : patterns.entrySet()) {
        var name = entry.getKey();
        var part = object == null ? null : object.part(name);
        var mismatch = entry.getValue().mismatch(place.below(name), part);
        if (mismatch != null) {
          return mismatch;
        }
      }
      for (var alternative : alternatives) {
        var mismatch = alternative.mismatch(place, object);
        if (mismatch != null) {
          return mismatch;
        }
      }
      return null;
    }
  }

  /** {@code $or}: one of several must match the object that it stands in. */
  record AnyOf(List<Keys> patterns) implements Pattern {
    @Override
    public @Nullable Place mismatch(Place place, @Nullable EventPart part) {
      for (var pattern : patterns) {
        if (pattern.mismatchWithin(place, part) == null) {
          return null;
        }
      }
      return place.below("$or");
    }
  }
}
