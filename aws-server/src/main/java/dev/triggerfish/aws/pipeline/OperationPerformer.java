package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.operation.OperationObserver;
import dev.triggerfish.aws.operation.OperationObserver.Call;
import dev.triggerfish.aws.operation.OperationObserver.Outcome;
import dev.triggerfish.aws.operation.OperationResult;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.operation.ResourceTemplate;
import dev.triggerfish.aws.protocol.RequestValidator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A decoded request of a known caller: validate, authorize, do. Nothing gets to a handler by
 * another way.
 */
public final class OperationPerformer {

  private static final Logger LOG = LoggerFactory.getLogger(OperationPerformer.class);

  private final RequestValidator validator;
  private final Authorizer authorizer;
  private final Map<String, ResourceResolver> resolvers;
  private final Map<String, List<OperationObserver>> observers;

  public OperationPerformer(
      RequestValidator validator, Authorizer authorizer, List<ResourceResolver> resolvers) {
    this(validator, authorizer, resolvers, List.of());
  }

  OperationPerformer(
      RequestValidator validator,
      Authorizer authorizer,
      List<ResourceResolver> resolvers,
      List<OperationObserver> observers) {
    this.validator = validator;
    this.authorizer = authorizer;
    this.resolvers =
        resolvers.stream()
            .collect(Collectors.toMap(ResourceResolver::service, Function.identity()));
    this.observers =
        observers.stream()
            .flatMap(observer -> observer.services().stream())
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    service ->
                        observers.stream()
                            .filter(observer -> observer.services().contains(service))
                            .toList()));
  }

  /**
   * Performs an operation.
   *
   * @param payload what the operation reads itself, or {@link RequestPayload#none}
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error
   */
  public OperationResult perform(
      Operation operation, SdkRequest request, RequestPayload payload, Caller caller) {
    var told = observers.getOrDefault(operation.model().service(), List.of());
    return told.isEmpty()
        ? checkedCall(operation, request, payload, caller)
        : observedCall(new Call(operation, request, caller), payload, told);
  }

  private OperationResult observedCall(
      Call call, RequestPayload payload, List<OperationObserver> told) {
    var began = System.nanoTime();
    Outcome outcome = new Outcome.Failed();
    try {
      var result = checkedCall(call.operation(), call.request(), payload, call.caller());
      outcome = new Outcome.Answered(result.response());
      return result;
    } catch (AwsServiceException e) {
      outcome = new Outcome.Refused(e);
      throw e;
    } finally {
      var took = Duration.ofNanos(System.nanoTime() - began);
      for (var observer : told) {
        tell(observer, call, outcome, took);
      }
    }
  }

  /** What became of the call stands, whatever an observer does. */
  private static void tell(OperationObserver observer, Call call, Outcome outcome, Duration took) {
    try {
      observer.ended(call, outcome, took);
    } catch (RuntimeException e) {
      LOG.error("{} was not observed", call.operation().model().name(), e);
    }
  }

  private OperationResult checkedCall(
      Operation operation, SdkRequest request, RequestPayload payload, Caller caller) {
    validator.validate(operation.model(), request);
    var action = operation.declaration().action();
    if (!action.equals(AwsOperation.NO_PERMISSION)) {
      var resource = resource(operation, request, caller);
      authorizer.require(caller, action, resource, conditionKeys(operation, request, caller));
    }
    RefusedMembers.check(operation, request);
    return operation.call(request, payload, caller);
  }

  private Map<String, List<String>> conditionKeys(
      Operation operation, SdkRequest request, Caller caller) {
    var resolver = resolvers.get(operation.model().service());
    return resolver == null ? Map.of() : resolver.conditionKeys(request, caller);
  }

  private String resource(Operation operation, SdkRequest request, Caller caller) {
    var template = operation.declaration().resource();
    var resolver = resolvers.get(operation.model().service());
    var resolved =
        resolver == null || template.equals("*")
            ? null
            : resolver.resolve(template, request, caller);
    return resolved == null ? ResourceTemplate.fill(operation, request, caller) : resolved;
  }
}
