package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * REST-XML, which S3 alone speaks: members in the path, the query, headers and an XML body, or a
 * body of their own.
 */
final class RestXmlProtocol implements Protocol {

  private static final String LENGTH = "Content-Length";
  private static final String TYPE = "Content-Type";
  private static final int PARTIAL_CONTENT = 206;

  @Override
  public void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    RestLocations.read(match, request, plan, builder, unknown);
    FieldPlan payload = plan.payload;
    if (payload == null || body.length == 0) {
      return;
    }
    switch (payload.type) {
      case SDK_BYTES -> payload.set(builder, SdkBytes.fromByteArrayUnsafe(body));
      case STRING -> payload.set(builder, new String(body, StandardCharsets.UTF_8));
      case SDK_POJO -> payload.set(builder, document(payload, body, unknown));
      default -> throw new IllegalStateException(payload.name + " cannot be a body");
    }
  }

  private static Object document(FieldPlan payload, byte[] body, UnknownMembers unknown) {
    SdkPojo inner = payload.structure().newBuilder();
    try {
      XmlReader.read(body, payload.name, payload.structure(), inner, unknown);
    } catch (MalformedRequestException e) {
      throw AwsErrors.of(
          "MalformedXML",
          400,
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    return StructurePlan.build(inner);
  }

  @Override
  public AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId) {
    Map<String, String> headers = headers(requestId);
    int status = RestLocations.write(plan, response, headers, operation.status());
    UnmodelledHeader.add(DetailedError.BUCKET_REGION, response, headers);
    if (!operation.method().equals("HEAD")) {
      headers.remove(LENGTH); // It is the body's, which is known better to whoever writes it.
    }
    if (headers.containsKey("Content-Range")) {
      status = PARTIAL_CONTENT;
    }
    return new AwsHttpResponse(status, headers, body(service, operation, plan, response, headers));
  }

  private static byte[] body(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      Map<String, String> headers) {
    FieldPlan payload = plan.payload;
    Object value = payload == null ? response : payload.get(response);
    String root = operation.resultWrapper();
    if (root == null) {
      if (value instanceof String policy) {
        headers.put(TYPE, WireProtocol.REST_JSON.contentType());
        return policy.getBytes(StandardCharsets.UTF_8);
      }
      return AwsHttpResponse.EMPTY;
    }
    headers.put(TYPE, WireProtocol.REST_XML.contentType());
    if (payload != null && payload.type == MarshallingKnownType.STRING) {
      return location(root, service.xmlNamespace(), (String) value);
    }
    if (value == null) {
      headers.remove(TYPE);
      return AwsHttpResponse.EMPTY;
    }
    StructurePlan content = payload == null ? plan : payload.structure();
    return document(root, service.xmlNamespace(), content, (SdkPojo) value);
  }

  /** A bucket's location, which the outermost element holds itself; nothing in the first region. */
  private static byte[] location(String root, @Nullable String namespace, @Nullable String value) {
    XmlWriter out = XmlWriter.ofS3(false);
    out.declaration();
    out.start(root, namespace);
    out.text(value == null ? "" : value);
    out.end(root);
    return out.bytes();
  }

  private static byte[] document(
      String root, @Nullable String namespace, StructurePlan plan, SdkPojo content) {
    XmlWriter out = XmlWriter.ofS3(isUrlEncoded(plan, content));
    out.declaration();
    out.start(root, namespace);
    out.members(plan, content);
    out.end(root);
    return out.bytes();
  }

  private static boolean isUrlEncoded(StructurePlan plan, SdkPojo content) {
    FieldPlan encoding = plan.bodyField("EncodingType");
    return encoding != null && "url".equals(encoding.get(content));
  }

  /** The request's ID and S3's extended one, which AWS's support asks for. */
  static Map<String, String> headers(String requestId) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(8);
    headers.put("x-amz-request-id", requestId);
    headers.put("x-amz-id-2", hostId(requestId));
    return headers;
  }

  static String hostId(String requestId) {
    return Base64.getEncoder().encodeToString(requestId.getBytes(StandardCharsets.US_ASCII));
  }
}
