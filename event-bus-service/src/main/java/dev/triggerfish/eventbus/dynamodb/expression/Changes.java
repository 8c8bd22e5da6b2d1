package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What becomes of a place in a document and of the places in it. Indexes are those of the document
 * as it was: elements are changed and appended first, and taken away last, from the back.
 */
final class Changes {

  private final Map<String, Changes> names = new LinkedHashMap<>();
  private final TreeMap<Integer, Changes> elements = new TreeMap<>();
  private boolean replaced;
  private @Nullable AttributeValue replacement;

  /** The changes of a place in this one. */
  Changes at(Path path) {
    var place = this;
    for (var step : path.steps()) {
      place =
          switch (step) {
            case Path.Step.Name(var name) -> place.names.computeIfAbsent(name, _ -> new Changes());
            case Path.Step.Index(var index) ->
                place.elements.computeIfAbsent(index, _ -> new Changes());
          };
    }
    return place;
  }

  /** The place gets a value, or loses the one that it has. */
  void become(@Nullable AttributeValue value) {
    replaced = true;
    replacement = value;
  }

  /** A map after the changes of its attributes. */
  Map<String, AttributeValue> attributes(Map<String, AttributeValue> before) {
    var after = new LinkedHashMap<>(before);
    names.forEach(
        (name, change) -> {
          var value = change.value(before.get(name));
          if (value == null) {
            after.remove(name);
          } else {
            after.put(name, value);
          }
        });
    return after;
  }

  /**
   * What stands here afterwards.
   *
   * @throws AwsServiceException {@code ValidationException} if a place in this one cannot be there
   */
  private @Nullable AttributeValue value(@Nullable AttributeValue before) {
    if (replaced) {
      return replacement;
    }
    if (before != null && before.hasM() && elements.isEmpty()) {
      return AttributeValue.fromM(attributes(before.m()));
    }
    if (before != null && before.hasL() && names.isEmpty()) {
      return AttributeValue.fromL(elements(before.l()));
    }
    throw noSuchPlace();
  }

  private List<AttributeValue> elements(List<AttributeValue> before) {
    var after = new ArrayList<>(before);
    var removed = new ArrayList<Integer>();
    elements.forEach(
        (index, change) -> {
          var isThere = index < before.size();
          var value = change.value(isThere ? before.get(index) : null);
          if (value == null) {
            if (isThere) {
              removed.add(index);
            }
          } else if (isThere) {
            after.set(index, value);
          } else {
            after.add(value);
          }
        });
    removed.reversed().forEach(index -> after.remove(index.intValue()));
    return after;
  }

  private static AwsServiceException noSuchPlace() {
    return AwsErrors.validation(
        "The document path provided in the update expression is invalid for update");
  }
}
