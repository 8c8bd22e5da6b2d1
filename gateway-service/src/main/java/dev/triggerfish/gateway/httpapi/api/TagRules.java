package dev.triggerfish.gateway.httpapi.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tags of APIs and stages. */
public final class TagRules {

  private static final int MOST = 50;

  private TagRules() {}

  /** Tags with more of them, those of the same key replaced. */
  public static Map<String, String> merged(Map<String, String> tags, Map<String, String> more) {
    for (var key : more.keySet()) {
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw ApiErrors.badRequest("Tag keys cannot start with 'aws:'");
      }
    }
    var merged = new LinkedHashMap<>(tags);
    merged.putAll(more);
    if (merged.size() > MOST) {
      throw ApiErrors.badRequest("A resource can have at most " + MOST + " tags");
    }
    return Collections.unmodifiableMap(merged);
  }
}
