package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.lang.invoke.MethodHandle;
import software.amazon.awssdk.core.SdkRequest;

/**
 * An operation that this process serves.
 *
 * @param service that it belongs to
 * @param model of the operation
 * @param declaration on the handler method
 * @param requestClass the SDK's class
 * @param handler takes the group, the request, its payload and the caller
 * @param streamed whether the handler reads the payload itself; else there is none
 * @param group that holds the method
 */
public record Operation(
    ServiceModel service,
    OperationModel model,
    AwsOperation declaration,
    Class<? extends SdkRequest> requestClass,
    MethodHandle handler,
    boolean streamed,
    OperationGroup group) {

  /** Calls the handler. What it throws is thrown on. */
  public OperationResult call(SdkRequest request, RequestPayload payload, Caller caller) {
    try {
      return OperationResult.of((Object) handler.invokeExact(group, request, payload, caller));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(model.name() + " threw a checked exception", e);
    }
  }

  /** The name for logs, such as {@code lambda:CreateFunction}; not the IAM action. */
  public String fullName() {
    return model.service() + ":" + model.name();
  }
}
