package dev.triggerfish.pattern;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one value of an event is tested for. */
sealed interface Rule {

  /** Whether a value that is there satisfies it. */
  boolean accepts(Value value);

  /** {@code "x"}, {@code 5}, {@code true}, {@code null}. */
  record Exactly(Value wanted) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return wanted.equals(value);
    }
  }

  /** {@code {"prefix":"x"}}. */
  record Prefix(String prefix) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text) && text.startsWith(prefix);
    }
  }

  /** {@code {"suffix":"x"}}. */
  record Suffix(String suffix) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text) && text.endsWith(suffix);
    }
  }

  /** {@code {"equals-ignore-case":"x"}}. */
  record IgnoringCase(String wanted) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text) && text.equalsIgnoreCase(wanted);
    }
  }

  /** {@code {"anything-but":["x",5]}}. */
  record AnythingBut(Set<Value> unwanted) implements Rule {
    public AnythingBut {
      unwanted = Set.copyOf(unwanted);
    }

    @Override
    public boolean accepts(Value value) {
      return !unwanted.contains(value);
    }
  }

  /** {@code {"anything-but":{"prefix":"x"}}}, or with another rule on texts, or several. */
  record AnythingButLike(List<Rule> unwanted) implements Rule {
    public AnythingButLike {
      unwanted = List.copyOf(unwanted);
    }

    @Override
    public boolean accepts(Value value) {
      return unwanted.stream().noneMatch(rule -> rule.accepts(value));
    }
  }

  /** {@code {"prefix":{"equals-ignore-case":"x"}}}. */
  record PrefixIgnoringCase(String prefix) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text)
          && text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
  }

  /** {@code {"suffix":{"equals-ignore-case":"x"}}}. */
  record SuffixIgnoringCase(String suffix) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text)
          && text.regionMatches(true, text.length() - suffix.length(), suffix, 0, suffix.length());
    }
  }

  /** {@code {"wildcard":"x*y"}}. */
  record Like(Wildcard wildcard) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text) && wildcard.matches(text);
    }
  }

  /** {@code {"numeric":[">",0,"<=",5]}}; a bound that is null is none. */
  record Numeric(@Nullable Bound bottom, @Nullable Bound top) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Decimal(var number)
          && (bottom == null || bottom.allows(number.compareTo(bottom.at)))
          && (top == null || top.allows(top.at.compareTo(number)));
    }
  }

  /**
   * An end of a range.
   *
   * @param included whether the end itself belongs to it
   */
  record Bound(BigDecimal at, boolean included) {
    boolean allows(int comparison) {
      return comparison > 0 || (included && comparison == 0);
    }
  }

  /** {@code {"cidr":"10.0.0.0/8"}}. */
  record Cidr(AddressRange range) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Text(var text) && range.contains(text);
    }
  }

  /** {@code {"exists":…}}: whether there is a value at all. */
  record Exists(boolean wanted) implements Rule {
    @Override
    public boolean accepts(Value value) {
      return wanted;
    }
  }
}
