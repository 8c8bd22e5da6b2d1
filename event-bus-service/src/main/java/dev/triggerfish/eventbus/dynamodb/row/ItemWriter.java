package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write items. What many threads write goes into one commit: it reads the rows once,
 * lets each write decide in memory over what those before it have decided, and writes the rows that
 * have changed by comparing their versions. If another process has been faster, all is decided
 * anew; nothing is locked while it is decided.
 */
public final class ItemWriter implements AutoCloseable {

  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(4_096, 256);

  private final Database database;
  private final ItemRows rows;
  private final ClientTokens tokens;
  private final TableVersions versions;
  private final List<ChangeListener> listeners;
  private final GroupCommit<WriteUnit, WriteOutcome> commits;

  ItemWriter(
      Database database,
      ItemRows rows,
      ClientTokens tokens,
      TableVersions versions,
      List<ChangeListener> listeners) {
    this.database = database;
    this.rows = rows;
    this.tokens = tokens;
    this.versions = versions;
    this.listeners = List.copyOf(listeners);
    this.commits = new GroupCommit<>("dynamodb-items", LIMITS, this::commit, _ -> {});
  }

  /**
   * Writes items, all or none, and returns when they are durable.
   *
   * @param token makes them happen once; null if nothing does
   */
  public WriteOutcome write(List<Write> writes, @Nullable ClientToken token) {
    return commit(new WriteUnit(writes, token, false));
  }

  /** Deletes an item that has expired. */
  public WriteOutcome expire(Write write) {
    return commit(new WriteUnit(List.of(write), null, true));
  }

  private WriteOutcome commit(WriteUnit unit) {
    return commits.write(List.of(unit)).getFirst();
  }

  /** Decides until no other process comes in between. */
  private List<WriteOutcome> commit(List<WriteUnit> units) {
    var done = false;
    while (!done) {
      done =
          Boolean.TRUE.equals(
              database
                  .transactions()
                  .execute(
                      transaction -> {
                        var written = tryToWrite(units);
                        if (!written) {
                          transaction.setRollbackOnly();
                        }
                        return written;
                      }));
    }
    return units.stream().map(WriteUnit::outcome).toList();
  }

  private boolean tryToWrite(List<WriteUnit> units) {
    var tables = presentTables(units);
    var keys = new HashSet<RowKey>();
    units.forEach(unit -> unit.writes().forEach(write -> keys.add(write.key())));
    var overlay = new Overlay(rows.find(keys));
    var accepted = new Accepted();
    for (var unit : units) {
      if (!unit.knows(tables)) {
        unit.ended(new WriteOutcome.TableChanged());
      } else if (!decide(unit, overlay, accepted)) {
        return false;
      }
    }
    return overlay.writeTo(rows, accepted.held) && follow(overlay, accepted);
  }

  private Map<Integer, Table> presentTables(List<WriteUnit> units) {
    var ids = new HashSet<Integer>();
    units.forEach(unit -> unit.writes().forEach(write -> ids.add(write.table().id())));
    return versions.read(ids);
  }

  /** What the units of a commit add up to. */
  private static final class Accepted {
    private final List<ChangeListener.Made> made = new ArrayList<>();
    private final Map<RowKey, Write> firstWrites = new LinkedHashMap<>();
    private final Set<RowKey> held = new HashSet<>();
  }

  /** False if another process has used the unit's token meanwhile. */
  private boolean decide(WriteUnit unit, Overlay overlay, Accepted accepted) {
    var token = unit.token();
    if (token != null) {
      var request = tokens.request(token);
      if (request != null) {
        unit.ended(
            request.equals(token.request())
                ? new WriteOutcome.Replayed()
                : new WriteOutcome.TokenMismatch());
        return true;
      }
    }
    switch (unit.decide(overlay)) {
      case WriteUnit.Decided.Failed(var errors) -> unit.ended(new WriteOutcome.Failed(errors));
      case WriteUnit.Decided.Effects(var effects) -> {
        if (token != null && !tokens.use(token)) {
          return false;
        }
        overlay.accept(effects);
        accept(unit, effects, accepted);
      }
    }
    return true;
  }

  private static void accept(WriteUnit unit, List<Overlay.Decided> effects, Accepted accepted) {
    for (var decided : effects) {
      var key = decided.write().key();
      accepted.firstWrites.putIfAbsent(key, decided.write());
      if (decided.isChange()) {
        accepted.made.add(new ChangeListener.Made(key, decided.change(), unit.byTheService()));
      } else if (effects.size() > 1) {
        accepted.held.add(key);
      }
    }
    unit.ended(new WriteOutcome.Written(effects.stream().map(Overlay.Decided::change).toList()));
  }

  private boolean follow(Overlay overlay, Accepted accepted) {
    overlay
        .netChanges(accepted.firstWrites)
        .values()
        .forEach(net -> IndexEntries.follow(rows, net.key(), net.change()));
    if (!accepted.made.isEmpty()) {
      listeners.forEach(listener -> listener.changed(accepted.made));
    }
    return true;
  }

  @Override
  public void close() {
    commits.close();
  }
}
