package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.AwsHttpResponse.StreamedBody;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.OperationResult;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.protocol.ProtocolCodec;
import dev.triggerfish.aws.signature.RequestSignature;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * From bytes to bytes, in two steps, so that the web layer can put its security context between
 * them: {@link #open} finds out what is asked and by whom, {@link #perform} does it. Neither
 * throws: an error is an answer.
 */
public final class AwsPipeline {

  private static final Logger log = LoggerFactory.getLogger(AwsPipeline.class);

  private final ServiceModels models;
  private final ProtocolCodec codec;
  private final OperationRegistry registry;
  private final CallerAuthenticator authenticator;
  private final OperationPerformer performer;
  private final HeadFirst headFirst;

  public AwsPipeline(
      ServiceModels models,
      OperationRegistry registry,
      CallerAuthenticator authenticator,
      OperationPerformer performer) {
    this.models = models;
    this.codec = new ProtocolCodec(models);
    this.registry = registry;
    this.authenticator = authenticator;
    this.performer = performer;
    this.headFirst = new HeadFirst(registry, authenticator);
  }

  /** Does both steps, for callers without a web layer. */
  public AwsHttpResponse handle(AwsHttpRequest request) {
    return switch (open(request)) {
      case Opened.Answered answered -> answered.response();
      case Opened.Elsewhere elsewhere -> notServed(elsewhere.service(), request);
      case Opened.Accepted accepted -> perform(accepted);
    };
  }

  /** Whether this process serves any operation of a service. */
  public boolean serves(String service) {
    return registry.services().contains(service);
  }

  /** Identifies the service, and, if it is served here, the operation and the caller. */
  public Opened open(AwsHttpRequest request) {
    var requestId = RequestId.next();
    ServiceModel service = null;
    try {
      var signature = RequestSignature.of(request);
      var id = ServiceRouter.service(request, signature);
      service = id == null ? null : models.find(id);
      if (id != null && !serves(id)) {
        return new Opened.Elsewhere(id);
      }
      if (service != null && HeadFirst.handles(service)) {
        return headFirst.accept(request, signature, service, requestId);
      }
      if (service == null || signature == null) {
        throw FrameworkError.MISSING_AUTHENTICATION_TOKEN.exception("Missing Authentication Token");
      }
      return accept(request, signature, service, requestId);
    } catch (AwsServiceException e) {
      var asked = service == null ? guessed(request) : service;
      return new Opened.Answered(error(asked, request, e, requestId));
    } catch (IOException e) {
      log.debug("The body of request {} did not come whole", requestId, e);
      return new Opened.Answered(error(service, request, unreadable(), requestId));
    } catch (RuntimeException e) {
      return new Opened.Answered(failure(service, request, e, requestId));
    }
  }

  private Opened accept(
      AwsHttpRequest request, RequestSignature signature, ServiceModel service, String requestId)
      throws IOException {
    var body = RequestBody.read(request, BodyLimits.of(service, request));
    var match = service.match(request, body);
    var caller = authenticator.authenticate(request, signature, body, requestId);
    if (match == null) {
      throw FrameworkError.unknownOperation(service.requestedName(request, body));
    }
    var operation = registry.find(service.id(), match.operation().name());
    if (operation == null) {
      throw FrameworkError.notImplemented(service.id(), match.operation().name());
    }
    return new Opened.Accepted(request, body, RequestPayload.none(), match, operation, caller);
  }

  /** Decodes, validates, authorizes, performs, encodes. */
  public AwsHttpResponse perform(Opened.Accepted accepted) {
    var operation = accepted.operation();
    var caller = accepted.caller();
    try {
      var decoded = codec.decode(accepted.match(), accepted.request(), accepted.body());
      report(operation, decoded.unknownMembers());
      var result = performer.perform(operation, decoded.request(), accepted.payload(), caller);
      return answer(accepted, result);
    } catch (AwsServiceException e) {
      return withoutBodyOfHead(
          accepted.request(), codec.encodeError(accepted.match(), e, caller.requestId()));
    } catch (RuntimeException e) {
      return failure(operation.service(), accepted.request(), e, caller.requestId());
    }
  }

  private AwsHttpResponse answer(Opened.Accepted accepted, OperationResult result) {
    var answer =
        codec.encode(
            accepted.operation().model(),
            accepted.match().protocol(),
            result.response(),
            accepted.caller().requestId());
    var streamed = result.streamed();
    return streamed == null
        ? answer
        : answer.with(new StreamedBody(streamed.length(), streamed.content()));
  }

  /** A body behind a HEAD would be taken for the next answer by clients without a web server. */
  private static AwsHttpResponse withoutBodyOfHead(AwsHttpRequest request, AwsHttpResponse answer) {
    return request.method().equals("HEAD")
        ? new AwsHttpResponse(answer.status(), answer.headers(), AwsHttpResponse.EMPTY)
        : answer;
  }

  /** The answer to a request for a service that no process at hand serves. */
  public AwsHttpResponse notServed(String service, AwsHttpRequest request) {
    return error(
        models.find(service),
        request,
        FrameworkError.notImplemented(service, named(request)),
        RequestId.next());
  }

  /** Guessed from host or path when the signature names no service. */
  private @Nullable ServiceModel guessed(AwsHttpRequest request) {
    var id = ServiceRouter.service(request, null);
    return id == null ? null : models.find(id);
  }

  private static AwsServiceException unreadable() {
    return FrameworkError.SERIALIZATION.exception("The request body could not be read.");
  }

  private AwsHttpResponse error(
      @Nullable ServiceModel service,
      AwsHttpRequest request,
      AwsServiceException error,
      String requestId) {
    var protocol = service == null ? WireProtocol.REST_JSON : service.protocolOf(request);
    return withoutBodyOfHead(request, codec.encodeError(service, null, protocol, error, requestId));
  }

  /**
   * A fault of ours: the client learns nothing but the request id, by which the log has the rest.
   */
  private AwsHttpResponse failure(
      @Nullable ServiceModel service, AwsHttpRequest request, Exception fault, String requestId) {
    log.error("Request {} failed", requestId, fault);
    return error(service, request, FrameworkError.internalFailure(), requestId);
  }

  private static void report(Operation operation, List<String> unknownMembers) {
    if (!unknownMembers.isEmpty()) {
      log.warn(
          "{} was sent members that its model does not know: {}",
          operation.fullName(),
          unknownMembers);
    }
  }

  /** The operation that a request names, for a message. */
  private static String named(AwsHttpRequest request) {
    var target = request.header("X-Amz-Target");
    return target != null ? target : request.method() + " " + request.rawPath();
  }

  /** The result of {@link #open}. */
  public sealed interface Opened {

    /** An operation of this process, by a caller who is who they say. */
    record Accepted(
        AwsHttpRequest request,
        byte[] body,
        RequestPayload payload,
        OperationMatch match,
        Operation operation,
        Caller caller)
        implements Opened {}

    /** Nothing more to do. */
    record Answered(AwsHttpResponse response) implements Opened {}

    /** A service that this process does not serve; the body has not been touched. */
    record Elsewhere(String service) implements Opened {}
  }
}
