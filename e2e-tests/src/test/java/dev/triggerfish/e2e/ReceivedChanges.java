package dev.triggerfish.e2e;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a function says it got of a table whose items have versions, from 1 on and one by one; and
 * what is wrong with that. Versions may be repeated: from any point at or before the last one, and
 * from there on one by one again. None may come before the one before it has come.
 */
final class ReceivedChanges {

  private final Map<String, Item> items = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long received;
  private long repeated;

  /**
   * A record of a stream.
   *
   * @param key of the item
   * @param version that it has got, at least 1
   * @param sequenceNumber of the record
   */
  record Change(String key, long version, BigInteger sequenceNumber) {}

  /** What is known of an item; the sequence number of version 1 is the first. */
  private static final class Item {
    private final List<@Nullable BigInteger> numbers = new ArrayList<>();
    private long last;
  }

  /** The function has got a record, after all those that were added before it. */
  synchronized void add(Change change) {
    received++;
    var item = items.computeIfAbsent(change.key(), _ -> new Item());
    var newest = item.numbers.size();
    if (change.version() > newest + 1) {
      fault(change, "came, and " + (newest + 1) + " had not");
    } else if (change.version() > item.last + 1) {
      fault(change, "came after " + item.last + " when versions were repeated");
    }
    item.last = change.version();
    while (item.numbers.size() < change.version()) {
      item.numbers.add(null);
    }
    var index = Math.toIntExact(change.version() - 1);
    var known = item.numbers.get(index);
    if (known == null) {
      item.numbers.set(index, change.sequenceNumber());
      compare(change, index == 0 ? null : item.numbers.get(index - 1));
    } else {
      repeated++;
      if (!known.equals(change.sequenceNumber())) {
        fault(change, "has the records " + known + " and " + change.sequenceNumber());
      }
    }
  }

  private void compare(Change change, @Nullable BigInteger before) {
    if (before != null && before.compareTo(change.sequenceNumber()) >= 0) {
      fault(change, "has the sequence number " + change.sequenceNumber() + " after " + before);
    }
  }

  private void fault(Change change, String what) {
    faults.add(change.key() + ": version " + change.version() + " " + what);
  }

  /**
   * Whether the newest version of each item has come.
   *
   * @param written the newest version by key
   */
  synchronized boolean hasAll(Map<String, Long> written) {
    return written.entrySet().stream().allMatch(each -> newest(each.getKey()) >= each.getValue());
  }

  private long newest(String key) {
    var item = items.get(key);
    return item == null ? 0 : item.numbers.size();
  }

  /**
   * Everything that is wrong, in sentences.
   *
   * @param written the newest version by key
   */
  synchronized List<String> faults(Map<String, Long> written) {
    var all = new ArrayList<>(faults);
    items.forEach(
        (key, item) -> {
          for (var index = 0; index < item.numbers.size(); index++) {
            if (item.numbers.get(index) == null) {
              all.add(key + ": version " + (index + 1) + " never came");
            }
          }
          if (!written.containsKey(key)) {
            all.add(key + " was never written");
          }
        });
    new TreeMap<>(written)
        .forEach(
            (key, newest) -> {
              if (newest(key) != newest) {
                all.add(key + ": the newest version is " + newest + ", " + newest(key) + " came");
              }
            });
    return all;
  }

  /** How many came, repeats included. */
  synchronized long received() {
    return received;
  }

  /** How many of them had come before. */
  synchronized long repeated() {
    return repeated;
  }
}
