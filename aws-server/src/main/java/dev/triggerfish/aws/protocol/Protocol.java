package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import software.amazon.awssdk.core.SdkPojo;

/** A way to write requests and answers. */
sealed interface Protocol
    permits RestJsonProtocol, AwsJsonProtocol, QueryProtocol, RpcCborProtocol, RestXmlProtocol {

  /**
   * Fills a request's builder.
   *
   * @throws MalformedRequestException if the request cannot be read
   */
  void decode(
      OperationMatch match,
      AwsHttpRequest request,
      byte[] body,
      StructurePlan plan,
      SdkPojo builder,
      UnknownMembers unknown);

  /** Writes a success. */
  AwsHttpResponse encode(
      ServiceModel service,
      OperationModel operation,
      StructurePlan plan,
      SdkPojo response,
      String requestId);
}
