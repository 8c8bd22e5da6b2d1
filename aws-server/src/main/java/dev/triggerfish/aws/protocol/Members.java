package dev.triggerfish.aws.protocol;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Looks at members of requests by their names in AWS's model. */
public final class Members {

  private Members() {}

  /**
   * Whether a client asks for something by a member. Clients that send every member send many that
   * say no more than their absence would: false, empty text, empty collections, structures of such.
   *
   * @param path such as {@code Code} or {@code Code.S3Bucket}; with {@code =value}, such as {@code
   *     SnapStart.ApplyOn=PublishedVersions}, only that value counts
   * @throws IllegalArgumentException if there is no such member
   */
  public static boolean asksFor(SdkPojo request, String path) {
    var equals = path.indexOf('=');
    var value = find(request, equals < 0 ? path : path.substring(0, equals));
    return equals < 0
        ? saysSomething(value)
        : value != null && value.toString().equals(path.substring(equals + 1));
  }

  private static @Nullable Object find(SdkPojo pojo, String path) {
    var dot = path.indexOf('.');
    var name = dot < 0 ? path : path.substring(0, dot);
    for (var field : pojo.sdkFields()) {
      if (field.memberName().equals(name)) {
        var value = FieldPlan.valueOf(field, pojo);
        if (dot < 0) {
          return value;
        }
        return value instanceof SdkPojo nested ? find(nested, path.substring(dot + 1)) : null;
      }
    }
    throw new IllegalArgumentException("No member " + name + " in " + pojo.getClass());
  }

  private static boolean saysSomething(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Collection<?> collection -> !collection.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case SdkPojo pojo ->
          pojo.sdkFields().stream()
              .anyMatch(field -> saysSomething(FieldPlan.valueOf(field, pojo)));
      default -> true;
    };
  }
}
