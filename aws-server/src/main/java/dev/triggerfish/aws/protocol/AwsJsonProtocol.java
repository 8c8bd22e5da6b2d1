package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.0 and 1.1: all members in one JSON object, both ways. */
final class AwsJsonProtocol implements Protocol {

  private final WireProtocol version;

  AwsJsonProtocol(WireProtocol version) {
    this.version = version;
  }

  @Override
  public void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    JsonReader.read(Notation.JSON, body, plan, builder, unknown);
  }

  @Override
  public AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", version.contentType());
    // Operations without an output answer an empty body, as CloudWatch Logs does.
    byte[] body =
        operation.hasOutput()
            ? JsonWriter.write(Notation.JSON, plan, response)
            : AwsHttpResponse.EMPTY;
    return new AwsHttpResponse(operation.status(), headers, body);
  }
}
