package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a statement selects of items. Unlike a projection expression, it gives each part back under
 * the last name of its path, with the indexes behind it: {@code a.b[0]} is {@code b[0]}.
 */
record Columns(List<Path> paths) {

  Columns {
    var names = new HashSet<String>();
    for (var path : paths) {
      if (!names.add(name(path))) {
        throw AwsErrors.validation("Duplicate identifiers in select clause: " + name(path));
      }
    }
  }

  private static String name(Path path) {
    var name = new StringBuilder();
    for (var step : path.steps()) {
      if (step instanceof Path.Step.Name) {
        name.setLength(0);
      }
      name.append(step);
    }
    return name.toString();
  }

  /** The attributes of which parts are selected. */
  Set<String> attributes() {
    var names = new LinkedHashSet<String>();
    paths.forEach(path -> names.add(path.attribute()));
    return names;
  }

  /** What an item has of it. */
  Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    var row = new LinkedHashMap<String, AttributeValue>();
    for (var path : paths) {
      var value = path.in(item);
      if (value != null) {
        row.put(name(path), value);
      }
    }
    return row;
  }
}
