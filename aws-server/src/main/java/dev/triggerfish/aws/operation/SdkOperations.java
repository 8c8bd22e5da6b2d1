package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModels;
import org.jspecify.annotations.Nullable;

/** Which operation an SDK request class stands for. */
public final class SdkOperations {

  private static final String PACKAGE = "software.amazon.awssdk.services.";

  private SdkOperations() {}

  /** The operation of a request class, or null if no model has it. */
  public static @Nullable OperationModel of(Class<?> requestClass, ServiceModels models) {
    var name = requestClass.getName();
    if (!name.startsWith(PACKAGE)) {
      return null;
    }
    var sdkPackage = name.substring(PACKAGE.length(), name.indexOf('.', PACKAGE.length()));
    for (var service : AwsService.values()) {
      if (service.sdkPackage().equals(sdkPackage)) {
        for (var operation : models.get(service.id()).operations().all()) {
          if (operation.requestClass().equals(name)) {
            return operation;
          }
        }
      }
    }
    return null;
  }
}
