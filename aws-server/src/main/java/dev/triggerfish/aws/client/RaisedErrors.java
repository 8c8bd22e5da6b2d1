package dev.triggerfish.aws.client;

import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.protocol.ProtocolCodec;
import dev.triggerfish.aws.protocol.WireError;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A handler's errors as a client raises them that got them over the wire: of the same class, with
 * the same code, status and message. A caller must not be able to tell the difference.
 */
final class RaisedErrors {

  private static final Logger log = LoggerFactory.getLogger(RaisedErrors.class);

  private final ProtocolCodec codec;

  RaisedErrors(ProtocolCodec codec) {
    this.codec = codec;
  }

  /**
   * What to raise.
   *
   * @param client the SDK's interface that was called
   */
  AwsServiceException of(
      RuntimeException thrown, Operation operation, Class<?> client, String requestId) {
    if (thrown instanceof AwsServiceException error) {
      return raised(error, operation, client, requestId);
    }
    log.error("Request {} failed", requestId, thrown);
    return raised(FrameworkError.internalFailure(), operation, client, requestId);
  }

  private AwsServiceException raised(
      AwsServiceException thrown, Operation operation, Class<?> client, String requestId) {
    var protocol = operation.service().protocols().getFirst();
    var wire = codec.wireError(operation.service(), operation.model(), protocol, thrown);
    var type = wire.exceptionClass();
    var builder =
        thrown.getClass().getName().equals(type)
            ? thrown.toBuilder()
            : builder(client, type == null ? ofService(client) : type);
    builder
        .awsErrorDetails(details(wire, client, headers(thrown, requestId)))
        .statusCode(wire.status())
        .requestId(requestId)
        .message(wire.message());
    return builder.build();
  }

  /** The headers of the answer that callers read. */
  private static Map<String, List<String>> headers(AwsServiceException thrown, String requestId) {
    var headers = new HashMap<String, List<String>>();
    headers.put("x-amzn-RequestId", List.of(requestId));
    var details = thrown.awsErrorDetails();
    if (details != null && details.sdkHttpResponse() != null) {
      details
          .sdkHttpResponse()
          .firstMatchingHeader(DetailedError.BUCKET_REGION)
          .ifPresent(region -> headers.put(DetailedError.BUCKET_REGION, List.of(region)));
    }
    return headers;
  }

  private static AwsErrorDetails details(
      WireError wire, Class<?> client, Map<String, List<String>> headers) {
    return AwsErrorDetails.builder()
        .errorCode(wire.code())
        .errorMessage(wire.message())
        .serviceName(name(client))
        .sdkHttpResponse(
            SdkHttpResponse.builder().statusCode(wire.status()).headers(headers).build())
        .build();
  }

  /** The class of all errors of a service that has none of its own for a code. */
  private static String ofService(Class<?> client) {
    return client.getPackageName() + ".model." + name(client) + "Exception";
  }

  /** {@code Lambda} for {@code LambdaClient}: the SDK's name for a service is in its classes'. */
  private static String name(Class<?> client) {
    var name = client.getSimpleName();
    return name.substring(0, name.length() - "Client".length());
  }

  /** Every exception class has a static {@code builder()}, which no type says. */
  private static AwsServiceException.Builder builder(Class<?> client, String type) {
    try {
      return (AwsServiceException.Builder)
          Class.forName(type, true, client.getClassLoader()).getMethod("builder").invoke(null);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(type + " is no exception of the SDK's", e);
    }
  }
}
