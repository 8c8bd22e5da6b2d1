package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * An operation that this process serves.
 *
 * @param service that it belongs to
 * @param model of the operation
 * @param declaration on the handler method
 * @param requestClass the SDK's class
 * @param handler takes the group, the request and the caller
 * @param group that holds the method
 */
public record Operation(
    ServiceModel service,
    OperationModel model,
    AwsOperation declaration,
    Class<? extends SdkRequest> requestClass,
    MethodHandle handler,
    OperationGroup group) {

  /** Calls the handler. What it throws is thrown on; null where the operation answers nothing. */
  public @Nullable SdkResponse call(SdkRequest request, Caller caller) {
    try {
      return (SdkResponse) handler.invokeExact(group, request, caller);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(model.name() + " threw a checked exception", e);
    }
  }

  /** Such as {@code lambda:CreateFunction}: for logs, not the IAM action. */
  public String fullName() {
    return model.service() + ":" + model.name();
  }
}
