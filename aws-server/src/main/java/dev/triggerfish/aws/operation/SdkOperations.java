package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which operation an SDK request class stands for. */
public final class SdkOperations {

  private static final String PACKAGE = "software.amazon.awssdk.services.";

  /** Where the SDK's package is not named after the service's id. */
  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "cloudwatchlogs", List.of("logs"),
          "cloudwatch", List.of("monitoring"),
          "dynamodb", List.of("dynamodb", "streams.dynamodb"));

  private SdkOperations() {}

  /** The operation of a request class, or null if no model has it. */
  public static @Nullable OperationModel of(Class<?> requestClass, ServiceModels models) {
    var name = requestClass.getName();
    if (!name.startsWith(PACKAGE)) {
      return null;
    }
    var sdkPackage = name.substring(PACKAGE.length(), name.indexOf('.', PACKAGE.length()));
    for (var id : SERVICES.getOrDefault(sdkPackage, List.of(sdkPackage))) {
      var service = models.find(id);
      if (service != null) {
        for (var operation : service.operations().all()) {
          if (operation.requestClass().equals(name)) {
            return operation;
          }
        }
      }
    }
    return null;
  }
}
