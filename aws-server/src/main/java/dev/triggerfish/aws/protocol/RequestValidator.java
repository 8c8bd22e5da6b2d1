package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.model.ShapeModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Checks requests against AWS's models: what is required, lengths, ranges, patterns, allowed words.
 * What no model says is the operations' own business.
 */
public final class RequestValidator {

  private final ServiceModels models;
  private final Map<Class<?>, ValueCheck> checks = new ConcurrentHashMap<>();

  public RequestValidator(ServiceModels models) {
    this.models = models;
  }

  /**
   * Returns if the request satisfies the operation's model.
   *
   * @throws AwsServiceException {@code ValidationException} (in XML {@code ValidationError}), or
   *     the service's own code for it, with all that is wrong in AWS's words
   */
  public void validate(OperationModel operation, SdkRequest request) {
    if (operation.input() == null) {
      return;
    }
    ValueCheck check = checks.get(request.getClass());
    ServiceModel service = models.of(operation);
    if (check == null) {
      check = checkOf(service, operation);
      if (check == null) {
        return;
      }
      checks.put(request.getClass(), check);
    }
    Violations violations = new Violations(service.wording());
    check.check(request, "", violations);
    String message = violations.message();
    if (message != null) {
      String fixed = service.wording().message();
      throw AwsErrors.of(service.wording().code(), 400, fixed == null ? message : fixed);
    }
  }

  private static @Nullable ValueCheck checkOf(ServiceModel service, OperationModel operation) {
    ShapeModel shape = service.shapes().get(String.valueOf(operation.input()));
    if (shape == null) {
      return null;
    }
    StructurePlan plan = StructurePlan.of(operation.requestClass());
    return new ValueCheck(
        service,
        shape,
        new ValueCheck.FieldPlans() {
          @Override
          public StructurePlan structure() {
            return plan;
          }

          @Override
          public FieldPlan element() {
            throw new IllegalStateException(operation.name() + " takes a structure");
          }
        });
  }
}
