package dev.triggerfish.logs.logevent;

import dev.triggerfish.logs.storage.NextToken;

/**
 * The tokens of {@code GetLogEvents}: {@code f/<56 digits>/s} goes on after a position, {@code
 * b/<56 digits>/s} before it.
 *
 * @param forward which way
 * @param position excluded, either way
 */
record EventToken(boolean forward, EventPosition position) {

  static EventToken parse(String scope, String text) {
    var parts = text.split("/", -1);
    if (parts.length != 3 || !parts[2].equals("s")) {
      throw NextToken.invalid();
    }
    var position = EventPosition.parse(scope, parts[1]);
    if (position == null || !(parts[0].equals("f") || parts[0].equals("b"))) {
      throw NextToken.invalid();
    }
    return new EventToken(parts[0].equals("f"), position);
  }

  String text(String scope) {
    return (forward ? "f/" : "b/") + position.digits(scope) + "/s";
  }
}
