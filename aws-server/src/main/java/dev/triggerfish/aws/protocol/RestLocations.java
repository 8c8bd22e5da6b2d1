package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.model.OperationMatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Members outside of the body, which REST-JSON and REST-XML write alike. */
final class RestLocations {

  private RestLocations() {}

  /** Reads path, query and headers. */
  static void read(
      OperationMatch match,
      AwsHttpRequest request,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    for (FieldPlan field : plan.elsewhere) {
      if (field.location == MarshallLocation.HEADER) {
        RestHeaders.read(field, request, builder);
      } else if (field.location != MarshallLocation.QUERY_PARAM) {
        label(field, match.labels().get(field.name), builder);
      }
    }
    RestQuery.read(match.operation(), plan, request.rawQuery(), builder, unknown);
  }

  private static void label(FieldPlan field, @Nullable String raw, SdkPojo builder) {
    if (raw != null) {
      field.set(builder, TextValues.parse(field, Percent.decodePath(raw), Format.ISO_8601));
    }
  }

  /**
   * Writes headers.
   *
   * @return the status that the response holds, or the given one
   */
  static int write(
      StructurePlan plan, SdkPojo response, Map<String, String> headers, int usualStatus) {
    int status = usualStatus;
    for (FieldPlan field : plan.elsewhere) {
      Object value = field.get(response);
      if (value == null) {
        continue;
      }
      if (field.location == MarshallLocation.HEADER) {
        RestHeaders.write(field, value, headers);
      } else if (field.location == MarshallLocation.STATUS_CODE) {
        status = (Integer) value;
      }
    }
    return status;
  }
}
