package dev.triggerfish.aws.protocol;

import java.util.ArrayList;
import java.util.List;

/** Collects the names that our models do not know, bounded in number and length. */
final class UnknownMembers {

  private static final int MAX_LENGTH = 200;

  private List<String> names = List.of();

  void add(String name) {
    if (names.isEmpty()) {
      names = new ArrayList<>(4);
    }
    if (names.size() < DecodedRequest.LIMIT) {
      names.add(name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name);
    }
  }

  boolean full() {
    return names.size() >= DecodedRequest.LIMIT;
  }

  List<String> names() {
    return names;
  }
}
