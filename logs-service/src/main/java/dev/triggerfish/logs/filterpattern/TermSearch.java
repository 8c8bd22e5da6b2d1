package dev.triggerfish.logs.filterpattern;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for many terms in one pass over a message, after <a
 * href="https://doi.org/10.1145/360825.360855">Aho and Corasick</a>. Searching for the terms one by
 * one would let a client choose a pattern that takes the product of the lengths.
 */
final class TermSearch {

  private static final int START = 0;
  private static final int NONE = -1;

  private final List<String> terms;
  private final Map<Character, Integer> symbols = new HashMap<>();
  private final int[][] next;
  private final BitSet[] found;

  TermSearch(List<String> terms) {
    this.terms = terms;
    for (var term : terms) {
      for (var i = 0; i < term.length(); i++) {
        symbols.putIfAbsent(term.charAt(i), symbols.size());
      }
    }
    var size = 1 + terms.stream().mapToInt(String::length).sum();
    next = new int[size][symbols.size()];
    found = new BitSet[size];
    insertTerms();
    completeTransitions();
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  boolean findsAny(String message) {
    var state = START;
    for (var i = 0; i < message.length(); i++) {
      state = step(state, message.charAt(i));
      if (!found[state].isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean findsAll(String message) {
    var seen = new BitSet(terms.size());
    var state = START;
    for (var i = 0; i < message.length(); i++) {
      state = step(state, message.charAt(i));
      if (!found[state].isEmpty()) {
        seen.or(found[state]);
        if (seen.cardinality() == terms.size()) {
          return true;
        }
      }
    }
    return false;
  }

  private int step(int state, char c) {
    var symbol = symbols.get(c);
    return symbol == null ? START : next[state][symbol];
  }

  private void insertTerms() {
    for (var state = 0; state < next.length; state++) {
      Arrays.fill(next[state], NONE);
      found[state] = new BitSet();
    }
    var states = 1;
    for (var term = 0; term < terms.size(); term++) {
      var state = START;
      for (var i = 0; i < terms.get(term).length(); i++) {
        var symbol = symbolOf(terms.get(term).charAt(i));
        if (next[state][symbol] == NONE) {
          next[state][symbol] = states++;
        }
        state = next[state][symbol];
      }
      found[state].set(term);
    }
  }

  private int symbolOf(char c) {
    var symbol = symbols.get(c);
    if (symbol == null) {
      throw new IllegalStateException("not a character of any term: " + c);
    }
    return symbol;
  }

  /** Fills in where to go when a term breaks off: to the longest beginning of a term still held. */
  private void completeTransitions() {
    var fallback = new int[next.length];
    var queue = new ArrayDeque<Integer>();
    for (var symbol = 0; symbol < symbols.size(); symbol++) {
      if (next[START][symbol] == NONE) {
        next[START][symbol] = START;
      } else {
        queue.add(next[START][symbol]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      found[state].or(found[fallback[state]]);
      for (var symbol = 0; symbol < symbols.size(); symbol++) {
        var after = next[fallback[state]][symbol];
        if (next[state][symbol] == NONE) {
          next[state][symbol] = after;
        } else {
          fallback[next[state][symbol]] = after;
          queue.add(next[state][symbol]);
        }
      }
    }
  }
}
