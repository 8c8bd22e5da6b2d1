package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** REST-JSON: members in the path, the query, headers and a JSON body, or a body of their own. */
final class RestJsonProtocol implements Protocol {

  private static final String TRACE = "X-Amzn-Trace-Id";

  @Override
  public void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    RestLocations.read(match, request, plan, builder, unknown);
    if (plan.payload != null) {
      payload(plan.payload, body, builder, unknown);
    } else {
      JsonReader.read(Notation.JSON, body, plan, builder, unknown);
    }
  }

  private static void payload(
      FieldPlan field, byte[] body, SdkPojo builder, UnknownMembers unknown) {
    if (body.length == 0) {
      return;
    }
    switch (field.type) {
      case SDK_BYTES -> field.set(builder, SdkBytes.fromByteArrayUnsafe(body));
      case STRING -> field.set(builder, new String(body, StandardCharsets.UTF_8));
      case SDK_POJO -> {
        SdkPojo inner = field.structure().newBuilder();
        JsonReader.read(Notation.JSON, body, field.structure(), inner, unknown);
        field.set(builder, StructurePlan.build(inner));
      }
      default -> throw new IllegalStateException(field.name + " cannot be a body");
    }
  }

  @Override
  public AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(4);
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", WireProtocol.REST_JSON.contentType());
    int status = RestLocations.write(plan, response, headers, operation.status());
    UnmodelledHeader.add(TRACE, response, headers);
    boolean silent = status == 204 || !operation.hasOutput();
    byte[] body = silent ? AwsHttpResponse.EMPTY : body(plan, response);
    return new AwsHttpResponse(status, headers, body);
  }

  private static byte[] body(StructurePlan plan, SdkPojo response) {
    FieldPlan payload = plan.payload;
    if (payload == null) {
      return plan.body.isEmpty()
          ? AwsHttpResponse.EMPTY
          : JsonWriter.write(Notation.JSON, plan, response);
    }
    Object value = payload.get(response);
    if (value == null) {
      return AwsHttpResponse.EMPTY;
    }
    return switch (payload.type) {
      case SDK_BYTES -> ((SdkBytes) value).asByteArrayUnsafe();
      case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case SDK_POJO -> JsonWriter.write(Notation.JSON, payload.structure(), (SdkPojo) value);
      default -> throw new IllegalStateException(payload.name + " cannot be a body");
    };
  }
}
