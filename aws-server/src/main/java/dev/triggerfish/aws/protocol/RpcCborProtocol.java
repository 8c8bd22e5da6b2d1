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

/**
 * Smithy's RPC v2: all members in one CBOR map, both ways.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
final class RpcCborProtocol implements Protocol {

  @Override
  public void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    JsonReader.read(Notation.CBOR, body, plan, builder, unknown);
  }

  @Override
  public AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId) {
    Map<String, String> headers = headers(requestId);
    if (!operation.hasOutput()) {
      return new AwsHttpResponse(operation.status(), headers, AwsHttpResponse.EMPTY);
    }
    headers.put("Content-Type", WireProtocol.RPC_V2_CBOR.contentType());
    byte[] body = JsonWriter.write(Notation.CBOR, plan, response);
    return new AwsHttpResponse(operation.status(), headers, body);
  }

  static Map<String, String> headers(String requestId) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(4);
    headers.put("x-amzn-RequestId", requestId);
    headers.put("smithy-protocol", "rpc-v2-cbor");
    return headers;
  }
}
