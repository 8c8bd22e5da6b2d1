package dev.triggerfish.pattern;

import dev.triggerfish.pattern.Pattern.AnyOf;
import dev.triggerfish.pattern.Pattern.Keys;
import dev.triggerfish.pattern.Pattern.Leaf;
import dev.triggerfish.pattern.Pattern.Place;
import org.jspecify.annotations.Nullable;

/** Which events someone wants. Immutable; matching takes time linear in the event. */
public final class EventPattern {

  private final Keys pattern;

  private EventPattern(Keys pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @param document JSON
   * @throws InvalidPatternException if it is none
   */
  public static EventPattern parse(String document, Dialect dialect) {
    return new EventPattern(new PatternParser(document, dialect).parse());
  }

  /** Whether an event is wanted. */
  public boolean matches(EventPart event) {
    return pattern.mismatch(Place.of(event), event) == null;
  }

  /**
   * The key by which an event is filtered out, dots between its levels; null if it is wanted.
   *
   * @param event an object
   */
  public @Nullable String mismatch(EventPart event) {
    var place = pattern.mismatch(Place.of(event), event);
    return place == null ? null : place.key();
  }

  /** How many keys there are on the first level; each {@code $or} counts as one. */
  public int keys() {
    return pattern.patterns().size() + pattern.alternatives().size();
  }

  /** Whether keys have keys of their own. */
  public boolean isNested() {
    return isNested(pattern);
  }

  private static boolean isNested(Keys keys) {
    return keys.patterns().values().stream().anyMatch(Keys.class::isInstance)
        || keys.alternatives().stream()
            .flatMap(alternative -> alternative.patterns().stream())
            .anyMatch(EventPattern::isNested);
  }

  /**
   * Each key's number of values times its level, multiplied; alternatives are added up.
   *
   * @param most where to stop counting, so that nothing overflows; at most the square root of
   *     {@link Long#MAX_VALUE}
   * @return some number above {@code most} if there are more
   */
  public long combinations(long most) {
    return combinations(pattern, 1, 1, most);
  }

  private static long combinations(Keys keys, int depth, long before, long most) {
    var product = before;
    for (var pattern : keys.patterns().values()) {
      product =
          switch (pattern) {
            case Leaf leaf -> product * leaf.size() * depth;
            case Keys inner -> combinations(inner, depth + 1, product, most);
            case AnyOf anyOf -> combinations(anyOf, depth, product, most);
          };
      if (product > most) {
        return product;
      }
    }
    for (var alternative : keys.alternatives()) {
      product = combinations(alternative, depth, product, most);
      if (product > most) {
        return product;
      }
    }
    return product;
  }

  private static long combinations(AnyOf anyOf, int depth, long before, long most) {
    var sum = 0L;
    for (var pattern : anyOf.patterns()) {
      sum += combinations(pattern, depth, before, most);
    }
    return sum;
  }
}
