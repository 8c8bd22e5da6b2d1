package dev.triggerfish.aws.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's errors, found by the SDK's exception class. */
public final class Errors {

  private final Map<String, ErrorModel> byShape = new LinkedHashMap<>();
  private final Map<String, List<ErrorModel>> byClass = new HashMap<>();

  Errors(Collection<ErrorModel> errors) {
    for (ErrorModel error : errors) {
      byShape.put(error.shape(), error);
      byClass.computeIfAbsent(error.exceptionClass(), c -> new ArrayList<>(1)).add(error);
    }
  }

  /** All errors. */
  public Collection<ErrorModel> all() {
    return Collections.unmodifiableCollection(byShape.values());
  }

  /** The error of a name in the model, or null. */
  public @Nullable ErrorModel find(String shape) {
    return byShape.get(shape);
  }

  /**
   * The error that an exception class stands for, or null. A few classes stand for two: CloudWatch
   * has {@code ResourceNotFound} and {@code ResourceNotFoundException}.
   *
   * @param exceptionClass fully qualified
   * @param code that the exception itself names, or null
   * @param operation whose errors are preferred, or null
   */
  public @Nullable ErrorModel find(
      String exceptionClass, @Nullable String code, @Nullable OperationModel operation) {
    List<ErrorModel> candidates = byClass.getOrDefault(exceptionClass, List.of());
    for (ErrorModel candidate : candidates) {
      if (candidate.shape().equals(code) || candidate.queryCode().equals(code)) {
        return candidate;
      }
    }
    if (operation != null && candidates.size() > 1) {
      for (ErrorModel candidate : candidates) {
        if (operation.errors().contains(candidate.shape())) {
          return candidate;
        }
      }
    }
    return candidates.isEmpty() ? null : candidates.getFirst();
  }
}
