package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.QueryNames;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.Buildable;

/** What the codecs need to know of one of the SDK's classes, worked out once per class. */
final class StructurePlan {

  private static final Map<Class<?>, StructurePlan> PLANS = new ConcurrentHashMap<>();
  private static final Map<String, Supplier<SdkPojo>> BUILDERS = new ConcurrentHashMap<>();

  private final Supplier<SdkPojo> constructor;
  private final Map<QueryNames, StructurePlan> renamed = new ConcurrentHashMap<>(1);

  /** All members, in the model's order. */
  final List<FieldPlan> all = new ArrayList<>();

  /** Members in the body, or in the part of it that is a structure. */
  final List<FieldPlan> body = new ArrayList<>();

  /** Members elsewhere: path, query, headers, status. */
  final List<FieldPlan> elsewhere = new ArrayList<>();

  private final Map<String, FieldPlan> bodyByName = new HashMap<>();

  /** The member that is the body, or null if the body is made of members. */
  final @Nullable FieldPlan payload;

  final boolean queried;
  final boolean union;

  private StructurePlan(Supplier<SdkPojo> constructor, SdkPojo example, QueryNames names) {
    this.constructor = constructor;
    FieldPlan found = null;
    boolean hasQuery = false;
    String structure = structure(example);
    for (SdkField<?> field : example.sdkFields()) {
      FieldPlan plan = new FieldPlan(field, structure, names);
      all.add(plan);
      if (plan.location != MarshallLocation.PAYLOAD) {
        elsewhere.add(plan);
        hasQuery |= plan.location == MarshallLocation.QUERY_PARAM;
      } else if (plan.payload) {
        found = plan;
      } else {
        body.add(plan);
        bodyByName.put(plan.name, plan);
      }
    }
    payload = found;
    queried = hasQuery;
    union = isUnion(example);
  }

  /** The plan of the structures that a supplier of builders makes. */
  static StructurePlan of(Supplier<SdkPojo> constructor) {
    SdkPojo example = constructor.get();
    StructurePlan plan = PLANS.get(example.getClass());
    if (plan == null) {
      plan = new StructurePlan(constructor, example, QueryNames.NONE);
      StructurePlan before = PLANS.putIfAbsent(example.getClass(), plan);
      plan = before == null ? plan : before;
    }
    return plan;
  }

  /** The plan of the same structure, with the names that a service has in the Query protocol. */
  StructurePlan named(QueryNames names) {
    return names.isEmpty()
        ? this
        : renamed.computeIfAbsent(
            names, _ -> new StructurePlan(constructor, constructor.get(), names));
  }

  /**
   * The plan of a class of the SDK.
   *
   * @param className of a request, response or exception, which is initialised by this
   */
  static StructurePlan of(String className) {
    return of(BUILDERS.computeIfAbsent(className, StructurePlan::builders));
  }

  private static Supplier<SdkPojo> builders(String className) {
    try {
      Class<?> type = Class.forName(className, true, StructurePlan.class.getClassLoader());
      MethodHandle builder =
          MethodHandles.publicLookup()
              .unreflect(type.getMethod("builder"))
              .asType(MethodType.methodType(SdkPojo.class));
      return () -> newBuilder(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The SDK module of " + className + " is not here", e);
    }
  }

  private static SdkPojo newBuilder(MethodHandle builder) {
    try {
      return (SdkPojo) builder.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code CreateQueueRequest} of {@code CreateQueueRequest$BuilderImpl}. */
  private static String structure(SdkPojo builder) {
    String name = builder.getClass().getName();
    int nested = name.indexOf('$');
    return name.substring(name.lastIndexOf('.') + 1, nested < 0 ? name.length() : nested);
  }

  /** Unions have an enum of their members; nothing else in the classes tells them. */
  private static boolean isUnion(SdkPojo builder) {
    Object built = ((Buildable) builder).build();
    for (Class<?> nested : built.getClass().getClasses()) {
      if (nested.isEnum() && nested.getSimpleName().equals("Type")) {
        return true;
      }
    }
    return false;
  }

  @Nullable FieldPlan bodyField(String name) {
    return bodyByName.get(name);
  }

  SdkPojo newBuilder() {
    return constructor.get();
  }

  static Object build(SdkPojo builder) {
    return ((Buildable) builder).build();
  }
}
