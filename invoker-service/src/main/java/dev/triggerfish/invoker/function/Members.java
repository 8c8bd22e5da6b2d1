package dev.triggerfish.invoker.function;

import software.amazon.awssdk.core.SdkPojo;

/** The SDK has a class per operation where AWS's API has one shape: members go over by name. */
public final class Members {

  private Members() {}

  /** Copies all members that both have and the source has set. */
  public static <B extends SdkPojo> B copy(SdkPojo source, B target) {
    var targets = target.sdkFieldNameToField();
    for (var field : source.sdkFields()) {
      var same = targets.get(field.locationName());
      var value = field.getValueOrDefault(source);
      if (same != null && value != null) {
        same.set(target, value);
      }
    }
    return target;
  }
}
