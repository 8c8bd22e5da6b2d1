package dev.triggerfish.eventbus.s3.object;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A checksum of an object or part.
 *
 * @param kind algorithm
 * @param value base64; of composite ones followed by {@code -} and the number of parts
 * @param composite whether it is a checksum of the parts' checksums
 */
public record Checksum(ChecksumKind kind, String value, boolean composite) {

  /** As in {@code ChecksumType}. */
  public String type() {
    return composite ? "COMPOSITE" : "FULL_OBJECT";
  }

  /** Puts it into whichever members a response or structure has for it. */
  public <B extends SdkPojo> B into(B builder) {
    for (SdkField<?> field : List.copyOf(builder.sdkFields())) {
      if (field.memberName().equals(kind.member())) {
        field.set(builder, value);
      } else if (field.memberName().equals("ChecksumType")) {
        field.set(builder, type());
      }
    }
    return builder;
  }
}
