package dev.triggerfish.logs.logstream;

/** How streams are listed, with the SQL for it. Streams without events count as oldest. */
enum StreamOrder {
  NAME_ASCENDING("name", ":start or name > :name"),
  NAME_DESCENDING("name desc", ":start or name < :name"),
  TIME_ASCENDING(
      "coalesce(last_event_at, -1), name",
      ":start or coalesce(last_event_at, -1) > :time"
          + " or (coalesce(last_event_at, -1) = :time and name > :name)"),
  TIME_DESCENDING(
      "coalesce(last_event_at, -1) desc, name desc",
      ":start or coalesce(last_event_at, -1) < :time"
          + " or (coalesce(last_event_at, -1) = :time and name < :name)");

  private final String by;
  private final String after;

  StreamOrder(String by, String after) {
    this.by = by;
    this.after = after;
  }

  static StreamOrder of(boolean byTime, boolean descending) {
    if (byTime) {
      return descending ? TIME_DESCENDING : TIME_ASCENDING;
    }
    return descending ? NAME_DESCENDING : NAME_ASCENDING;
  }

  String by() {
    return by;
  }

  String after() {
    return after;
  }
}
