package dev.triggerfish.iam.principal;

import dev.triggerfish.iam.error.IamErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.Tag;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tags of users, roles and policies: at most 50, keys that differ by more than case. */
public final class Tags {

  private static final int LIMIT = 50;
  private static final TypeReference<LinkedHashMap<String, String>> TYPE = new TypeReference<>() {};

  private Tags() {}

  /** Tags given at creation. */
  public static Map<String, String> of(List<Tag> tags) {
    return with(Map.of(), tags);
  }

  /** Tags after some were added or overwritten. */
  public static Map<String, String> with(Map<String, String> present, List<Tag> added) {
    var keys = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    for (var tag : added) {
      if (!keys.add(tag.key())) {
        throw IamErrors.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    var all = new LinkedHashMap<>(present);
    for (var tag : added) {
      if (!all.containsKey(tag.key())) {
        all.keySet().removeIf(key -> sameKey(key, tag.key()));
      }
      all.put(tag.key(), tag.value());
    }
    if (all.size() > LIMIT) {
      throw IamErrors.limitExceeded(
          "The number of tags has reached the maximum limit of " + LIMIT + ".");
    }
    return all;
  }

  /** Tags after some were removed. */
  public static Map<String, String> without(Map<String, String> present, List<String> keys) {
    var rest = new LinkedHashMap<>(present);
    keys.forEach(gone -> rest.keySet().removeIf(key -> sameKey(key, gone)));
    return rest;
  }

  /** Converts them to the SDK's type. */
  public static List<Tag> toList(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Encodes them for the database. */
  public static String toJson(Map<String, String> tags) {
    return JsonMapper.shared().writeValueAsString(tags);
  }

  /** Decodes them from the database. */
  public static Map<String, String> fromJson(String json) {
    return JsonMapper.shared().readValue(json, TYPE);
  }

  private static boolean sameKey(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
