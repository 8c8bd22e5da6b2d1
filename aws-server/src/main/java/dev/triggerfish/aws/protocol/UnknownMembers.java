package dev.triggerfish.aws.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the names that our models do not know, bounded in number and length. */
final class UnknownMembers {

  private static final int MAX_LENGTH = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private List<String> names = List.of();

  void add(String name) {
    if (names.isEmpty()) {
      names = new ArrayList<>(4);
    }
    if (names.size() < DecodedRequest.LIMIT) {
      String clipped = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
      names.add(CONTROL.matcher(WellFormed.text(clipped)).replaceAll("?")); // They end up in logs.
    }
  }

  boolean full() {
    return names.size() >= DecodedRequest.LIMIT;
  }

  List<String> names() {
    return names;
  }
}
