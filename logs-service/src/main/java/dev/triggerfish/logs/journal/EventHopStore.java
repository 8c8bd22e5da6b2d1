package dev.triggerfish.logs.journal;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.StoredText;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The hops of the last events, and which event made which. */
public final class EventHopStore {

  private static final int ROWS_PER_INSERT = 100;

  /** Facts of a hop that name another event, which it made. */
  private static final List<String> EFFECTS = List.of("requestId", "messageId");

  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final Database database;
  private final int kept;

  /**
   * @param kept how many hops, and how many links, are kept; the oldest go
   */
  EventHopStore(Database database, int kept) {
    this.database = database;
    this.kept = kept;
  }

  /** How many hops are kept. */
  int kept() {
    return kept;
  }

  /** Writes hops, each once, as one transaction; when this returns, they are durable. */
  public void add(List<EventHop> hops) {
    if (hops.isEmpty()) {
      return;
    }
    var links = links(hops);
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              for (var at = 0; at < hops.size(); at += ROWS_PER_INSERT) {
                insertHops(hops.subList(at, Math.min(hops.size(), at + ROWS_PER_INSERT)));
              }
              for (var at = 0; at < links.size(); at += ROWS_PER_INSERT) {
                insertLinks(links.subList(at, Math.min(links.size(), at + ROWS_PER_INSERT)));
              }
            });
    trim("event_hop");
    trim("event_link");
  }

  private void insertHops(List<EventHop> hops) {
    var values = new ArrayList<Object>(hops.size() * 8);
    for (var hop : hops) {
      var at = hop.at();
      values.add(digest(hop));
      values.add(StoredText.of(hop.id()));
      values.add(at.getEpochSecond());
      values.add(at.getNano());
      values.add(hop.step().name());
      values.add(StoredText.of(hop.resource()));
      values.add(StoredText.of(hop.text()));
      values.add(JsonMapper.shared().writeValueAsString(hop.facts()));
    }
    insert(
        "event_hop (digest, event_id, at_seconds, at_nanos, step, resource, text, facts)",
        "(?, ?, ?, ?, ?, ?, ?, ?)",
        hops.size(),
        values);
  }

  private void insertLinks(List<Link> links) {
    var values = new ArrayList<Object>(links.size() * 2);
    for (var link : links) {
      values.add(StoredText.of(link.cause()));
      values.add(StoredText.of(link.effect()));
    }
    insert("event_link (cause, effect)", "(?, ?)", links.size(), values);
  }

  private void insert(String into, String row, int rows, List<Object> values) {
    database
        .jdbc()
        .sql(
            "insert into "
                + into
                + " values "
                + String.join(", ", Collections.nCopies(rows, row))
                + " on conflict do nothing")
        .params(values)
        .update();
  }

  private static List<Link> links(List<EventHop> hops) {
    var links = new LinkedHashSet<Link>();
    for (var hop : hops) {
      if (hop.cause() != null) {
        links.add(new Link(hop.cause(), hop.id()));
      }
      EFFECTS.stream()
          .map(hop.facts()::get)
          .filter(Objects::nonNull)
          .forEach(effect -> links.add(new Link(hop.id(), effect)));
    }
    links.removeIf(link -> link.cause().equals(link.effect()) || link.effect().isEmpty());
    return List.copyOf(links);
  }

  private void trim(String table) {
    var bounds =
        database
            .jdbc()
            .sql("select coalesce(min(seq), 0) as low, coalesce(max(seq), 0) as high from " + table)
            .query((row, _) -> new long[] {row.getLong("low"), row.getLong("high")})
            .single();
    // Not one by one: a twentieth more may be there for a while.
    if (bounds[1] - bounds[0] > kept + kept / 20) {
      database
          .jdbc()
          .sql("delete from " + table + " where seq <= :seq")
          .param("seq", bounds[1] - kept)
          .update();
    }
  }

  /** The last hops of one event, in the order of their times. */
  List<EventHop> hops(String id, int most) {
    return database
        .jdbc()
        .sql(
            """
            select event_id, at_seconds, at_nanos, step, resource, text, facts from event_hop
            where event_id = :id order by at_seconds desc, at_nanos desc, seq desc limit :most
            """)
        .param("id", StoredText.of(id))
        .param("most", most)
        .query(
            (row, _) ->
                new EventHop(
                    row.getString("event_id"),
                    null,
                    Instant.ofEpochSecond(row.getLong("at_seconds"), row.getInt("at_nanos")),
                    Step.valueOf(row.getString("step")),
                    row.getString("resource"),
                    row.getString("text"),
                    JsonMapper.shared().readValue(row.getString("facts"), FACTS)))
        .list()
        .reversed();
  }

  /** Which events an event made, and which its function made in its invocation; the last first. */
  Set<String> effects(String id, int most) {
    return linked("effect", "cause", List.of(StoredText.of(id), RequestIdHalf.of(id)), most);
  }

  /**
   * Which events made an event, the last first. Of an invocation that was no event itself, only
   * what its request ID begins with may be known; an ellipsis follows that.
   */
  Set<String> causes(String id, int most) {
    return linked("cause", "effect", List.of(StoredText.of(id)), most).stream()
        .map(cause -> RequestIdHalf.is(cause) ? whole(cause) : cause)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<String> linked(String wanted, String known, List<String> ids, int most) {
    return new LinkedHashSet<>(
        database
            .jdbc()
            .sql(
                "select %s as wanted from event_link where %s in (:ids) order by seq desc limit :most"
                    .formatted(wanted, known))
            .param("ids", ids)
            .param("most", most)
            .query((row, _) -> row.getString("wanted"))
            .list());
  }

  /** The request ID that begins like this. */
  private String whole(String half) {
    return database
        .jdbc()
        .sql(
            """
            select event_id from event_hop
            where event_id between :first and :last and event_id like :pattern limit 1
            """)
        .param("first", RequestIdHalf.first(half))
        .param("last", RequestIdHalf.last(half))
        .param("pattern", half + "-%")
        .query(String.class)
        .optional()
        .orElse(half + RequestIdHalf.ELLIPSIS);
  }

  private static String digest(EventHop hop) {
    var facts = JsonMapper.shared().writeValueAsString(hop.facts());
    var parts =
        List.of(
            hop.id(), hop.at().toString(), hop.step().name(), hop.resource(), hop.text(), facts);
    return Digest.SHA256.hex(String.join("\0", parts) + "\0");
  }

  private record Link(String cause, String effect) {}
}
