package dev.triggerfish.gateway.httpapi.api;

import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers. The SDK has the same members in a class for the thing, and in one each for the answers
 * to its creation, its update and its description, which share no type.
 */
public final class Replies {

  private Replies() {}

  /** Fills in an answer's builder from the class for the thing. */
  public static <B extends SdkPojo> B fill(B builder, SdkPojo thing) {
    var members =
        thing.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, field -> field));
    for (var field : builder.sdkFields()) {
      var source = members.get(field.memberName());
      if (source != null) {
        field.set(builder, source.getValueOrDefault(thing));
      }
    }
    return builder;
  }
}
