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

/** Query: a form comes in, XML goes out. */
final class QueryProtocol implements Protocol {

  @Override
  public void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown) {
    QueryParameters parameters = QueryParameters.parse(body, request.rawQuery());
    QueryReader.members(plan, parameters, builder);
    parameters.ignore("Action");
    parameters.ignore("Version");
    parameters.ignorePresigning();
    parameters.reportUnused("", unknown);
  }

  @Override
  public AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId) {
    XmlWriter out = new XmlWriter();
    String envelope = operation.name() + "Response";
    out.start(envelope, service.xmlNamespace());
    String wrapper = operation.resultWrapper();
    if (wrapper != null) {
      out.start(wrapper, null);
      out.members(plan, response);
      out.end(wrapper);
    }
    out.start("ResponseMetadata", null);
    out.element("RequestId", requestId);
    out.end("ResponseMetadata");
    out.end(envelope);
    return new AwsHttpResponse(operation.status(), headers(requestId), out.bytes());
  }

  static Map<String, String> headers(String requestId) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", WireProtocol.QUERY.contentType());
    return headers;
  }
}
