package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ServiceModels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Turns requests into the SDK's request classes, and the SDK's responses and exceptions into
 * answers, in whatever protocol is spoken. Stateless but for what it has learnt about classes.
 */
public final class ProtocolCodec {

  private final ServiceModels models;
  private final ErrorEncoder errors = new ErrorEncoder();
  private final Protocol restJson = new RestJsonProtocol();
  private final Protocol json10 = new AwsJsonProtocol(WireProtocol.AWS_JSON_1_0);
  private final Protocol json11 = new AwsJsonProtocol(WireProtocol.AWS_JSON_1_1);
  private final Protocol query = new QueryProtocol();
  private final Protocol cbor = new RpcCborProtocol();
  private final Protocol restXml = new RestXmlProtocol();

  public ProtocolCodec(ServiceModels models) {
    this.models = models;
  }

  /**
   * Reads a request.
   *
   * @param match from {@link ServiceModel#match}
   * @param request whose body is not touched
   * @param body of the request; a payload of bytes is handed on without a copy, so it must not be
   *     changed any more
   * @throws AwsServiceException {@code SerializationException}, if the request cannot be read
   */
  public DecodedRequest decode(OperationMatch match, AwsHttpRequest request, byte[] body) {
    StructurePlan plan =
        plan(match.operation(), match.operation().requestClass(), match.protocol());
    SdkPojo builder = plan.newBuilder();
    UnknownMembers unknown = new UnknownMembers();
    try {
      byte[] plain = RequestCompression.expand(match.protocol(), request, body);
      protocol(match.protocol()).decode(match, request, plain, plan, builder, unknown);
    } catch (MalformedRequestException e) {
      throw FrameworkError.SERIALIZATION.exception(e.text());
    }
    return new DecodedRequest((SdkRequest) StructurePlan.build(builder), unknown.names());
  }

  /**
   * Writes a success.
   *
   * @param response of the operation's class, or null from operations that answer nothing
   */
  public AwsHttpResponse encode(
      OperationModel operation,
      WireProtocol protocol,
      @Nullable SdkResponse response,
      String requestId) {
    StructurePlan plan = plan(operation, operation.responseClass(), protocol);
    SdkPojo pojo = response == null ? (SdkPojo) StructurePlan.build(plan.newBuilder()) : response;
    ServiceModel service = models.of(operation);
    return checksummed(
        service, protocol(protocol).encode(service, operation, plan, pojo, requestId));
  }

  /**
   * Writes an error.
   *
   * @param service that was called, or null if even that is not known
   * @param operation that was called, or null
   * @param protocol of the request
   * @param error one of the SDK's, or of {@link dev.triggerfish.aws.error.AwsErrors}
   */
  public AwsHttpResponse encodeError(
      @Nullable ServiceModel service,
      @Nullable OperationModel operation,
      WireProtocol protocol,
      AwsServiceException error,
      String requestId) {
    return checksummed(
        service, errors.encode(service, operation, protocol, Map.of(), error, requestId));
  }

  /** Writes an error of an operation that was found. */
  public AwsHttpResponse encodeError(
      OperationMatch match, AwsServiceException error, String requestId) {
    var operation = match.operation();
    ServiceModel service = models.of(operation);
    return checksummed(
        service,
        errors.encode(service, operation, match.protocol(), match.labels(), error, requestId));
  }

  /** Clients compare the header with the bytes that they get. */
  private static AwsHttpResponse checksummed(
      @Nullable ServiceModel service, AwsHttpResponse response) {
    if (service == null || !service.hasChecksums()) {
      return response;
    }
    CRC32 checksum = new CRC32();
    checksum.update(response.body());
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.put("x-amz-crc32", Long.toString(checksum.getValue()));
    return new AwsHttpResponse(response.status(), headers, response.body(), response.content());
  }

  /** The error that a client would raise for {@link #encodeError}'s answer. */
  public WireError wireError(
      ServiceModel service,
      OperationModel operation,
      WireProtocol protocol,
      AwsServiceException error) {
    return errors.wireError(service, operation, protocol, error);
  }

  private StructurePlan plan(OperationModel operation, String className, WireProtocol protocol) {
    StructurePlan plan = StructurePlan.of(className);
    return protocol == WireProtocol.QUERY ? plan.named(models.of(operation).queryNames()) : plan;
  }

  private Protocol protocol(WireProtocol protocol) {
    return switch (protocol) {
      case REST_JSON -> restJson;
      case AWS_JSON_1_0 -> json10;
      case AWS_JSON_1_1 -> json11;
      case QUERY -> query;
      case RPC_V2_CBOR -> cbor;
      case REST_XML -> restXml;
    };
  }
}
