package dev.triggerfish.aws.protocol;

import software.amazon.awssdk.core.SdkPojo;

/** Looks at members of requests by their names in AWS's model. */
public final class Members {

  private Members() {}

  /**
   * Whether a client has given a member a value.
   *
   * @param path such as {@code Code} or {@code Code.S3Bucket}
   * @throws IllegalArgumentException if there is no such member
   */
  public static boolean isSet(SdkPojo pojo, String path) {
    var dot = path.indexOf('.');
    var name = dot < 0 ? path : path.substring(0, dot);
    for (var field : pojo.sdkFields()) {
      if (field.memberName().equals(name)) {
        var value = FieldPlan.valueOf(field, pojo);
        if (value == null) {
          return false;
        }
        return dot < 0
            || (value instanceof SdkPojo nested && isSet(nested, path.substring(dot + 1)));
      }
    }
    throw new IllegalArgumentException("No member " + name + " in " + pojo.getClass());
  }
}
