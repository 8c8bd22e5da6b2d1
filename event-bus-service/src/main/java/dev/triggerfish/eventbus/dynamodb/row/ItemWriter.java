package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The one way to write items. What many threads write goes into one commit: it locks the tables
 * concerned, reads the rows once, lets each write decide in memory over what those before it have
 * decided, and writes the rows that have changed. So all writes of a table come one after the
 * other, in all processes, also those that find no item, and none comes into a table that is being
 * changed or deleted.
 */
public final class ItemWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ItemWriter.class);
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(4_096, 256);

  private final Database database;
  private final ItemRows rows;
  private final ClientTokens tokens;
  private final TableVersions versions;
  private final List<ChangeListener> listeners;
  private final List<WriteObserver> observers;
  private final GroupCommit<WriteUnit, WriteOutcome> commits;

  ItemWriter(
      Database database,
      ItemRows rows,
      ClientTokens tokens,
      TableVersions versions,
      List<ChangeListener> listeners,
      List<WriteObserver> observers) {
    this.database = database;
    this.rows = rows;
    this.tokens = tokens;
    this.versions = versions;
    this.listeners = List.copyOf(listeners);
    this.observers = List.copyOf(observers);
    this.commits = new GroupCommit<>("dynamodb-items", LIMITS, this::commit, _ -> {});
  }

  /**
   * Writes items as a transaction, and returns when they are durable.
   *
   * @param token makes them happen once; null if nothing does
   */
  public WriteOutcome transact(List<Write> writes, @Nullable ClientToken token) {
    return commit(new WriteUnit(writes, WriteUnit.Kind.TRANSACTION, token));
  }

  /** Writes items, all or none, and returns when they are durable. */
  public WriteOutcome write(List<Write> writes) {
    return commit(new WriteUnit(writes, WriteUnit.Kind.WRITES, null));
  }

  /** Deletes items that have expired. */
  WriteOutcome expire(List<Write> writes) {
    return commit(new WriteUnit(writes, WriteUnit.Kind.EXPIRY, null));
  }

  private WriteOutcome commit(WriteUnit unit) {
    var outcome = commits.write(List.of(unit)).getFirst();
    observers.forEach(observer -> tell(observer, unit.kind(), outcome));
    return outcome;
  }

  private static void tell(WriteObserver observer, WriteUnit.Kind kind, WriteOutcome outcome) {
    switch (outcome) {
      case WriteOutcome.Written(var changes) -> {
        switch (kind) {
          case WRITES -> observer.written(changes, false);
          case TRANSACTION -> observer.written(changes, true);
          case EXPIRY -> observer.expired(changes);
        }
      }
      case WriteOutcome.Replayed(var items) -> observer.replayed(items);
      case WriteOutcome.Failed _,
          WriteOutcome.TooLarge _,
          WriteOutcome.TokenMismatch _,
          WriteOutcome.TableChanged _ -> {}
    }
  }

  /** Tries until no other process comes in between. */
  private List<WriteOutcome> commit(List<WriteUnit> units) {
    var done = false;
    while (!done) {
      done = isCommitted(units);
    }
    return units.stream().map(WriteUnit::outcome).toList();
  }

  private boolean isCommitted(List<WriteUnit> units) {
    try {
      return Boolean.TRUE.equals(
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
    } catch (PessimisticLockingFailureException e) {
      // Two processes that use the same tokens in different tables: one of them goes first.
      LOG.debug("A commit of items makes way for another one", e);
      return false;
    }
  }

  private boolean tryToWrite(List<WriteUnit> units) {
    var tables = lockedTables(units);
    var keys = new HashSet<RowKey>();
    units.forEach(unit -> unit.writes().forEach(write -> keys.add(write.key())));
    var overlay = new Overlay(rows.find(keys));
    var made = new ArrayList<ChangeListener.Made>();
    for (var unit : units) {
      if (!unit.knows(tables)) {
        unit.ended(new WriteOutcome.TableChanged());
      } else if (!decide(unit, overlay, made)) {
        return false;
      }
    }
    overlay.writeTo(rows);
    if (!made.isEmpty()) {
      listeners.forEach(listener -> listener.changed(made));
    }
    return true;
  }

  private Map<Integer, Table> lockedTables(List<WriteUnit> units) {
    var ids = new HashSet<Integer>();
    units.forEach(unit -> unit.writes().forEach(write -> ids.add(write.table().id())));
    return versions.lock(ids);
  }

  /** False if another process has used the unit's token meanwhile. */
  private boolean decide(WriteUnit unit, Overlay overlay, List<ChangeListener.Made> made) {
    var token = unit.token();
    if (token != null) {
      var request = tokens.request(token);
      if (request != null) {
        unit.ended(
            request.equals(token.request())
                ? new WriteOutcome.Replayed(unit.writes().stream().map(overlay::unchanged).toList())
                : new WriteOutcome.TokenMismatch());
        return true;
      }
    }
    switch (unit.decide(overlay)) {
      case WriteUnit.Decided.Failed(var errors) -> unit.ended(new WriteOutcome.Failed(errors));
      case WriteUnit.Decided.TooLarge() -> unit.ended(new WriteOutcome.TooLarge());
      case WriteUnit.Decided.Effects(var effects) -> {
        if (token != null && !tokens.use(token)) {
          return false;
        }
        overlay.accept(effects);
        accept(unit, effects, made);
      }
    }
    return true;
  }

  private static void accept(
      WriteUnit unit, List<Overlay.Decided> effects, List<ChangeListener.Made> made) {
    for (var decided : effects) {
      if (decided.isChange()) {
        made.add(
            new ChangeListener.Made(
                decided.write().key(), decided.change(), unit.kind() == WriteUnit.Kind.EXPIRY));
      }
    }
    unit.ended(new WriteOutcome.Written(effects.stream().map(Overlay.Decided::change).toList()));
  }

  @Override
  public void close() {
    commits.close();
  }
}
