package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.payload.HttpPayload;
import dev.triggerfish.aws.payload.UnchunkedRequest;
import dev.triggerfish.aws.pipeline.AwsPipeline.Opened;
import dev.triggerfish.aws.signature.RequestSignature;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests to S3, whose signatures are verified before their bodies are read: they may be as large
 * as 5 GB, and may be read by the operation itself. Whoever does not sign is nobody, whom a
 * bucket's policy may allow something.
 */
final class HeadFirst {

  /** The most that S3 takes in one request. */
  private static final long MOST_STREAMED = 5L * 1024 * 1024 * 1024;

  /** Operations whose checksum headers describe the object, not the request's body. */
  private static final Set<String> SUMS_OF_OBJECTS = Set.of("CompleteMultipartUpload");

  private final OperationRegistry registry;
  private final CallerAuthenticator authenticator;

  HeadFirst(OperationRegistry registry, CallerAuthenticator authenticator) {
    this.registry = registry;
    this.authenticator = authenticator;
  }

  /** Whether a service's requests are handled in this way. */
  static boolean handles(ServiceModel service) {
    return service.protocols().getFirst() == WireProtocol.REST_XML;
  }

  Opened accept(
      AwsHttpRequest request,
      @Nullable RequestSignature signature,
      ServiceModel service,
      String requestId)
      throws IOException {
    var who = authenticator.authenticateHead(request, signature, requestId);
    var match = service.match(request, AwsHttpResponse.EMPTY);
    if (match == null) {
      throw FrameworkError.UNKNOWN_OPERATION.exception(
          "The specified method is not allowed against this resource.");
    }
    var name = match.operation().name();
    var operation = registry.find(service.id(), name);
    if (operation == null) {
      throw FrameworkError.notImplemented(service.id(), name);
    }
    var head = who.head();
    var payload =
        HttpPayload.of(
            request,
            head == null ? null : head.payloadHash(),
            head == null ? null : head.chunks(),
            !SUMS_OF_OBJECTS.contains(name));
    var plain = payload.chunked() ? new UnchunkedRequest(request) : request;
    if (operation.streamed()) {
      return new Opened.Accepted(
          plain,
          AwsHttpResponse.EMPTY,
          payload.requireLength(MOST_STREAMED),
          match,
          operation,
          who.caller());
    }
    var body = RequestBody.read(payload, BodyLimits.of(service, request));
    return new Opened.Accepted(plain, body, RequestPayload.none(), match, operation, who.caller());
  }
}
