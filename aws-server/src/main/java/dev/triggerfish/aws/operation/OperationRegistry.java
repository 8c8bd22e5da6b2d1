package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.model.ServiceModels;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The operations that this process serves, collected once from all {@link OperationGroup}s. */
public final class OperationRegistry {

  private static final MethodType HANDLER =
      MethodType.methodType(
          Object.class, OperationGroup.class, SdkRequest.class, RequestPayload.class, Caller.class);

  private final Map<String, Map<String, Operation>> byService = new TreeMap<>();

  public OperationRegistry(List<? extends OperationGroup> groups, ServiceModels models) {
    for (var group : groups) {
      for (var method : group.getClass().getDeclaredMethods()) {
        var declaration = method.getAnnotation(AwsOperation.class);
        if (declaration != null) {
          add(operation(group, method, declaration, models));
        }
      }
    }
  }

  /** The operation, or null if this process does not serve it. */
  public @Nullable Operation find(String service, String name) {
    return byService.getOrDefault(service, Map.of()).get(name);
  }

  /** Ids of the services that this process serves at least one operation of. */
  public Collection<String> services() {
    return Collections.unmodifiableSet(byService.keySet());
  }

  /** The operations by service and name. */
  public List<Operation> all() {
    return byService.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  private void add(Operation operation) {
    var previous =
        byService
            .computeIfAbsent(operation.model().service(), _ -> new TreeMap<>())
            .put(operation.model().name(), operation);
    if (previous != null) {
      throw new IllegalStateException(operation.fullName() + " is declared twice");
    }
  }

  private static Operation operation(
      OperationGroup group, Method method, AwsOperation declaration, ServiceModels models) {
    var requestClass = requestClass(method);
    var model = SdkOperations.of(requestClass, models);
    var name = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
    if (model == null || !model.name().equals(name)) {
      throw new IllegalStateException(method + " is named after no operation with that request");
    }
    var streamed = method.getParameterCount() == 3;
    return new Operation(
        models.of(model), model, declaration, requestClass, handle(method), streamed, group);
  }

  private static Class<? extends SdkRequest> requestClass(Method method) {
    var parameters = method.getParameterTypes();
    var count = parameters.length;
    var middle = count == 2 || (count == 3 && parameters[1] == RequestPayload.class);
    if (!middle || parameters[count - 1] != Caller.class) {
      throw new IllegalStateException(
          method + " must take a request, its payload if it reads that itself, and a Caller");
    }
    return parameters[0].asSubclass(SdkRequest.class);
  }

  /** Groups are package-private; their operations are called all the same. */
  private static MethodHandle handle(Method method) {
    try {
      method.setAccessible(true);
      var handle = MethodHandles.lookup().unreflect(method);
      return (method.getParameterCount() == 3
              ? handle
              : MethodHandles.dropArguments(handle, 2, RequestPayload.class))
          .asType(HANDLER);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
