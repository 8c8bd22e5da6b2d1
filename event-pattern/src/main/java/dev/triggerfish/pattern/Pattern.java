package dev.triggerfish.pattern;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a part of an event must be like. */
sealed interface Pattern {

  /**
   * The key that keeps the part from matching, or null if it matches.
   *
   * @param key of the part, dots between its levels
   * @param part of an event; null if it is not there
   */
  @Nullable String mismatch(String key, @Nullable EventPart part);

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
    public @Nullable String mismatch(String key, @Nullable EventPart part) {
      var values = part == null ? List.<Value>of() : part.values();
      var matches = values.isEmpty() ? absentWanted : values.stream().anyMatch(this::accepts);
      return matches ? null : key;
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
    public @Nullable String mismatch(String key, @Nullable EventPart part) {
      if (part == null || part.objects().isEmpty()) {
        return mismatchWithin(key, null);
      }
      String first = null;
      for (var object : part.objects()) {
        var mismatch = mismatchWithin(key, object);
        if (mismatch == null) {
          return null;
        }
        first = first == null ? mismatch : first;
      }
      return first;
    }

    private @Nullable String mismatchWithin(String key, @Nullable EventPart object) {
      var prefix = key.isEmpty() ? "" : key + ".";
      for (var entry : patterns.entrySet()) {
        var name = entry.getKey();
        var part = object == null ? null : object.part(name);
        var mismatch = entry.getValue().mismatch(prefix + name, part);
        if (mismatch != null) {
          return mismatch;
        }
      }
      for (var alternative : alternatives) {
        var mismatch = alternative.mismatch(prefix + "$or", object);
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
    public @Nullable String mismatch(String key, @Nullable EventPart part) {
      for (var pattern : patterns) {
        if (pattern.mismatchWithin("", part) == null) {
          return null;
        }
      }
      return key;
    }
  }
}
