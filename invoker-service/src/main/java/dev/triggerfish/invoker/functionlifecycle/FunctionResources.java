package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.MappedFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

/**
 * The ARN of the function that a request names in one of Lambda's five forms, and <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Lambda's
 * own condition keys</a>.
 */
final class FunctionResources implements ResourceResolver {

  private static final String FUNCTION = "function:{FunctionName}";
  private static final String LAYER = "layer:{LayerName}";

  private final MappedFunctions mappings;

  FunctionResources(MappedFunctions mappings) {
    this.mappings = mappings;
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return switch (request) {
      case AddPermissionRequest permission -> ofPermission(permission);
      case CreateFunctionUrlConfigRequest creation -> ofUrl(creation.authTypeAsString());
      case UpdateFunctionUrlConfigRequest update -> ofUrl(update.authTypeAsString());
      case CreateFunctionRequest creation -> ofLayers(creation.layers());
      case UpdateFunctionConfigurationRequest update -> ofLayers(update.layers());
      case TagResourceRequest tagging -> tags(tagging.tags());
      case UntagResourceRequest untagging ->
          Map.of("aws:tagkeys", List.copyOf(untagging.tagKeys()));
      case CreateEventSourceMappingRequest creation -> {
        var keys = new HashMap<>(ofFunction(mapped(creation.functionName(), caller)));
        keys.putAll(creation.hasTags() ? tags(creation.tags()) : Map.of());
        yield keys;
      }
      case UpdateEventSourceMappingRequest update ->
          ofFunction(
              update.functionName() == null
                  ? mappings.functionArn(update.uuid())
                  : mapped(update.functionName(), caller));
      case GetEventSourceMappingRequest get -> ofFunction(mappings.functionArn(get.uuid()));
      case DeleteEventSourceMappingRequest deletion ->
          ofFunction(mappings.functionArn(deletion.uuid()));
      default -> Map.of();
    };
  }

  private static String mapped(String function, Caller caller) {
    var name = FunctionName.parse(function, caller.accountId(), caller.region());
    return FunctionKey.of(name).arn(name.qualifier());
  }

  /** The function of an event source mapping. */
  private static Map<String, List<String>> ofFunction(@Nullable String arn) {
    return arn == null ? Map.of() : Map.of("lambda:functionarn", List.of(arn));
  }

  private static Map<String, List<String>> ofUrl(@Nullable String authType) {
    return authType == null ? Map.of() : Map.of("lambda:functionurlauthtype", List.of(authType));
  }

  /** Condition keys for the tags that a request brings. */
  static Map<String, List<String>> tags(Map<String, String> tags) {
    var keys = new HashMap<String, List<String>>();
    keys.put("aws:tagkeys", List.copyOf(tags.keySet()));
    tags.forEach(
        (tag, value) -> keys.put("aws:requesttag/" + tag.toLowerCase(Locale.ROOT), List.of(value)));
    return keys;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    if (template.startsWith(LAYER)) {
      return layer(template, request, caller);
    }
    if (!template.equals(FUNCTION)) {
      return null;
    }
    var text = request.getValueForField("FunctionName", String.class).orElse(null);
    if (text == null) {
      return null;
    }
    var name = FunctionName.parse(text, caller.accountId(), caller.region());
    var qualifier = request.getValueForField("Qualifier", String.class).orElse(name.qualifier());
    return FunctionKey.of(name).arn(qualifier);
  }

  /** Layers are named bare or by an ARN, without the version. */
  private static @Nullable String layer(String template, SdkRequest request, Caller caller) {
    var text = request.getValueForField("LayerName", String.class).orElse(null);
    if (text == null) {
      return null;
    }
    var arn =
        text.startsWith("arn:")
            ? text
            : Arn.of("lambda", caller.region(), caller.accountId(), "layer:" + text).toString();
    return template.equals(LAYER)
        ? arn
        : request
            .getValueForField("VersionNumber", Long.class)
            .map(version -> arn + ":" + version)
            .orElse(arn);
  }

  private static Map<String, List<String>> ofLayers(List<String> arns) {
    return arns.isEmpty() ? Map.of() : Map.of("lambda:layer", List.copyOf(arns));
  }

  private static Map<String, List<String>> ofPermission(AddPermissionRequest permission) {
    var keys = new HashMap<String, List<String>>();
    keys.put("lambda:principal", List.of(permission.principal()));
    if (permission.functionUrlAuthTypeAsString() != null) {
      keys.put("lambda:functionurlauthtype", List.of(permission.functionUrlAuthTypeAsString()));
    }
    return keys;
  }
}
