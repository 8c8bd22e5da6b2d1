package dev.triggerfish.aws.client;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.OperationResult;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.SdkOperations;
import dev.triggerfish.aws.pipeline.OperationPerformer;
import dev.triggerfish.aws.pipeline.RequestId;
import dev.triggerfish.aws.protocol.ProtocolCodec;
import dev.triggerfish.policy.Principal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * Clients within one process: the typed request goes to the same operation, through the same
 * enforcement, without HTTP.
 */
final class InProcessAwsClients implements AwsClients {

  private final ServiceModels models;
  // Operations hold clients and clients call operations: the registry is looked up at the first
  // call.
  private final ObjectProvider<OperationRegistry> registry;
  private final ObjectProvider<OperationPerformer> performer;
  private final RaisedErrors errors;
  private final Map<Method, Operation> operations = new ConcurrentHashMap<>();

  InProcessAwsClients(
      ServiceModels models,
      ObjectProvider<OperationRegistry> registry,
      ObjectProvider<OperationPerformer> performer) {
    this.models = models;
    this.registry = registry;
    this.performer = performer;
    this.errors = new RaisedErrors(new ProtocolCodec(models));
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    return proxy(
        type,
        new Calling(
            new Principal.Service(identity.principal(), identity.accountId()),
            identity.accountId(),
            identity.region(),
            identity.sourceArn(),
            null));
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, SessionIdentity session) {
    var principal = session.principal();
    return proxy(type, new Calling(principal, principal.accountId(), session.region(), null, null));
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ForwardAccessSession session) {
    ForwardedCalls.requireAllowed(session, type);
    var principal = session.principal();
    var account = Objects.requireNonNull(principal.accountId(), "Nobody's rights are forwarded");
    return proxy(type, new Calling(principal, account, session.region(), null, session.service()));
  }

  private <C extends SdkClient> C proxy(Class<C> type, Calling calling) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Calls(type, calling)));
  }

  /** The identity with which a client calls. */
  private record Calling(
      Principal principal,
      String accountId,
      String region,
      @Nullable String sourceArn,
      @Nullable String calledVia) {}

  private final class Calls implements InvocationHandler {

    private final Class<?> type;
    private final Calling calling;

    Calls(Class<?> type, Calling calling) {
      this.type = type;
      this.calling = calling;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (arguments != null && arguments.length > 0 && arguments[0] instanceof SdkRequest request) {
        if (arguments.length == 1 && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
          return call(method, request, RequestPayload.none()).response();
        }
        if (arguments.length == 2 && arguments[1] instanceof RequestBody body) {
          return call(method, request, StreamedCalls.payload(body)).response();
        }
        if (arguments.length == 2
            && arguments[1] instanceof ResponseTransformer<?, ?> transformer) {
          return StreamedCalls.transform(call(method, request, RequestPayload.none()), transformer);
        }
      }
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      return switch (method.getName()) {
        case "close" -> null;
        case "toString", "serviceName" -> type.getSimpleName() + " in this process";
        default -> throw new UnsupportedOperationException(method.toString());
      };
    }

    private OperationResult call(Method method, SdkRequest request, RequestPayload payload) {
      var operation = operations.computeIfAbsent(method, InProcessAwsClients.this::operation);
      var caller = caller(request);
      try {
        return identified(
            performer.getObject().perform(operation, request, payload, caller), caller);
      } catch (RuntimeException e) {
        throw errors.of(e, operation, type, caller.requestId());
      }
    }

    private Caller caller(SdkRequest request) {
      return new Caller(
          calling.principal(),
          calling.accountId(),
          calling.region(),
          RequestId.next(),
          RequestOrigin.INTERNAL,
          null,
          null,
          calling.sourceArn(),
          header(request, Caller.TRACE_HEADER),
          null,
          calling.calledVia());
    }
  }

  /** A header that a caller has added to one request. */
  private static @Nullable String header(SdkRequest request, String name) {
    return request
        .overrideConfiguration()
        .map(configuration -> configuration.headers().get(name))
        .map(List::getFirst)
        .orElse(null);
  }

  /** Gives a response the request ID that an answer over HTTP has in a header. */
  private static OperationResult identified(OperationResult result, Caller caller) {
    return result.response() != null
            && result.response().toBuilder() instanceof AwsResponse.Builder builder
        ? new OperationResult(
            builder.responseMetadata(new Metadata(caller.requestId())).build(), result.streamed())
        : result;
  }

  private static final class Metadata extends AwsResponseMetadata {

    private static final String OF_S3 = "x-amz-request-id";

    Metadata(String requestId) {
      super(Map.of(AwsHeader.AWS_REQUEST_ID, requestId, OF_S3, requestId));
    }
  }

  private Operation operation(Method method) {
    var model = SdkOperations.of(method.getParameterTypes()[0], models);
    var operation = model == null ? null : registry.getObject().find(model.service(), model.name());
    if (operation == null) {
      throw new UnsupportedOperationException(method + " is not served in this process");
    }
    return operation;
  }
}
