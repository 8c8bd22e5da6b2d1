package dev.triggerfish.aws.journal;

import dev.triggerfish.contracts.EventHop;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps hops short, whatever errors and names are told in them. */
final class HopLimits {

  /** A bucket's name, a slash and a key. */
  private static final int LONGEST_ID = 1_100;

  private static final int LONGEST_RESOURCE = 1_100;
  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_FACT = 1_100;
  private static final int MOST_FACTS = 16;

  private HopLimits() {}

  static EventHop within(EventHop hop) {
    return new EventHop(
        cut(hop.id(), LONGEST_ID),
        hop.cause() == null ? null : cut(hop.cause(), LONGEST_ID),
        hop.at(),
        hop.step(),
        cut(hop.resource(), LONGEST_RESOURCE),
        cut(hop.text(), LONGEST_TEXT),
        facts(hop.facts()));
  }

  private static Map<String, String> facts(Map<String, String> facts) {
    var kept = new LinkedHashMap<String, String>();
    facts.entrySet().stream()
        .limit(MOST_FACTS)
        .forEach(fact -> kept.put(cut(fact.getKey(), 64), cut(fact.getValue(), LONGEST_FACT)));
    return kept;
  }

  private static String cut(@Nullable String text, int longest) {
    if (text == null) {
      return "";
    }
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
