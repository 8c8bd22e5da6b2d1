package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.BucketHost;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS publishes about one of its APIs, as far as serving it needs that.
 *
 * @param id such as {@code lambda}, {@code logs}, {@code monitoring}, {@code streams.dynamodb}
 * @param serviceId AWS's name for it, such as {@code CloudWatch Logs}
 * @param signingName in credential scopes
 * @param protocols that its clients may speak, the preferred one first
 * @param targetPrefix of {@code X-Amz-Target} without the dot, or null
 * @param xmlNamespace of XML answers, or null
 * @param apiVersion such as {@code 2015-03-31}
 * @param errorNamespace what JSON errors put before their {@code #}, or null for plain codes
 * @param clientErrorStatus HTTP status of errors that AWS's common layers blame on the client; 0
 *     for a status by error
 * @param hasChecksums whether answers have a CRC32 of their bodies in a header
 * @param operations by name and by URI
 * @param errors by SDK class and by code
 * @param shapes what inputs must satisfy, by shape name
 * @param queryNames names of collections in the Query protocol that the SDK does not know
 * @param wording how this service words what does not satisfy them
 */
public record ServiceModel(
    String id,
    String serviceId,
    String signingName,
    List<WireProtocol> protocols,
    @Nullable String targetPrefix,
    @Nullable String xmlNamespace,
    String apiVersion,
    @Nullable String errorNamespace,
    int clientErrorStatus,
    boolean hasChecksums,
    Operations operations,
    Errors errors,
    Map<String, ShapeModel> shapes,
    QueryNames queryNames,
    ValidationWording wording) {

  /**
   * The operation that a request names, or null if this model has none such.
   *
   * @param request already known to be for this service
   * @param body of the request; only looked at in the Query protocol
   */
  public @Nullable OperationMatch match(AwsHttpRequest request, byte[] body) {
    WireProtocol protocol = protocolOf(request);
    return switch (protocol) {
      case REST_JSON -> operations.matchPath(protocol, request, request.rawPath());
      case REST_XML -> operations.matchPath(protocol, request, BucketHost.pathOf(request));
      case AWS_JSON_1_0, AWS_JSON_1_1 -> byTarget(protocol, request.header("X-Amz-Target"));
      case QUERY -> byName(protocol, QueryAction.of(request, body));
      case RPC_V2_CBOR -> byName(protocol, lastSegment(request.rawPath()));
    };
  }

  /** The protocol that a request to this service speaks, and that even its errors have to be in. */
  public WireProtocol protocolOf(AwsHttpRequest request) {
    if (protocols.size() == 1) {
      return protocols.getFirst();
    }
    if (request.header("smithy-protocol") != null && protocols.contains(WireProtocol.RPC_V2_CBOR)) {
      return WireProtocol.RPC_V2_CBOR;
    }
    boolean target = request.header("X-Amz-Target") != null;
    for (WireProtocol protocol : protocols) {
      if (target ? protocol.isAwsJson() : protocol == WireProtocol.QUERY) {
        return protocol;
      }
    }
    return protocols.getFirst();
  }

  /**
   * What a request asks for in the client's own words, for messages about operations that are not
   * known: the action, the target, or method and path. At most 256 characters.
   */
  public String requestedName(AwsHttpRequest request, byte[] body) {
    String target = request.header("X-Amz-Target");
    String name =
        switch (protocolOf(request)) {
          case QUERY -> QueryAction.of(request, body);
          case AWS_JSON_1_0, AWS_JSON_1_1 ->
              target == null ? null : target.substring(target.lastIndexOf('.') + 1);
          case RPC_V2_CBOR -> lastSegment(request.rawPath());
          case REST_JSON, REST_XML -> request.method() + " " + request.rawPath();
        };
    return name == null ? "" : name.substring(0, Math.min(name.length(), 256));
  }

  private @Nullable OperationMatch byTarget(WireProtocol protocol, @Nullable String target) {
    if (target == null || targetPrefix == null) {
      return null;
    }
    int dot = target.lastIndexOf('.');
    if (dot < 0 || !target.substring(0, dot).equals(targetPrefix)) {
      return null;
    }
    return byName(protocol, target.substring(dot + 1));
  }

  private @Nullable OperationMatch byName(WireProtocol protocol, @Nullable String name) {
    OperationModel operation = name == null ? null : operations.find(name);
    return operation == null ? null : new OperationMatch(operation, protocol, Map.of());
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
