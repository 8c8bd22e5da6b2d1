package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.http.AwsHttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Members in headers: single values, comma-separated lists, and maps whose names share a prefix.
 */
final class RestHeaders {

  private RestHeaders() {}

  static void read(FieldPlan field, AwsHttpRequest request, SdkPojo builder) {
    switch (field.type) {
      case MAP -> map(field, request, builder);
      case LIST -> list(field, request, builder);
      default -> {
        String value = request.header(field.name);
        if (value != null) {
          field.set(builder, TextValues.parse(field, value, Format.RFC_822));
        }
      }
    }
  }

  private static void map(FieldPlan field, AwsHttpRequest request, SdkPojo builder) {
    Map<String, Object> map = new LinkedHashMap<>();
    String prefix = field.name;
    for (String name : request.headerNames()) {
      String value = request.header(name);
      if (value != null && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        // HTTP does not tell cases apart, and S3 gives back lower case.
        map.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
      }
    }
    if (!map.isEmpty()) {
      field.set(builder, map);
    }
  }

  private static void list(FieldPlan field, AwsHttpRequest request, SdkPojo builder) {
    List<Object> list = new ArrayList<>();
    for (String line : request.headers(field.name)) {
      for (String value : line.split(",", -1)) {
        list.add(TextValues.parse(field.element(), value.strip(), Format.RFC_822));
      }
    }
    if (!list.isEmpty()) {
      field.set(builder, list);
    }
  }

  static void write(FieldPlan field, Object value, Map<String, String> headers) {
    if (field.type == MarshallingKnownType.MAP) {
      ((Map<?, ?>) value).forEach((k, v) -> headers.put(field.name + k, clean(String.valueOf(v))));
    } else if (field.type == MarshallingKnownType.LIST) {
      String joined =
          ((List<?>) value)
              .stream()
                  .map(item -> TextValues.format(field.element(), item, Format.RFC_822))
                  .collect(Collectors.joining(","));
      headers.put(field.name, clean(joined));
    } else {
      headers.put(field.name, clean(TextValues.format(field, value, Format.RFC_822)));
    }
  }

  /** A value can hold what customers chose; it must not end the header. */
  private static String clean(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ') {
        return value.replaceAll("\\p{Cntrl}", " ");
      }
    }
    return value;
  }
}
