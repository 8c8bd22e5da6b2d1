package dev.triggerfish.pattern;

/** Whose pattern language is spoken. They share their engine and differ in operators. */
public enum Dialect {
  /**
   * SNS's filter policies.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">
   *     Amazon SNS subscription filter policies</a>
   */
  SNS(false),
  /**
   * Filters of event source mappings. Lambda documents fewer operators than it accepts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control
   *     which events Lambda sends to your function</a>
   */
  LAMBDA(true),
  /** Rules of event buses. */
  EVENT_BRIDGE(true);

  private final boolean wide;

  Dialect(boolean wide) {
    this.wide = wide;
  }

  /**
   * Whether there are wildcards, prefixes and suffixes without regard to case, and more than
   * prefixes in {@code anything-but}.
   */
  boolean isWide() {
    return wide;
  }
}
