package dev.triggerfish.eventbus.dynamodb.table;

/**
 * How many capacity units may be provisioned, reads and writes alike. They are told, and do not
 * throttle.
 */
public final class AccountLimits {

  /** By all tables and indexes of an account in a region. */
  public static final long ACCOUNT = 80_000;

  /** By a table, or by an index. */
  public static final long TABLE = 40_000;

  private AccountLimits() {}
}
