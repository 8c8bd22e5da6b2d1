package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;

/**
 * The ARN of the function that a request names in one of Lambda's five forms, and <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Lambda's
 * own condition keys</a>.
 */
final class FunctionResources implements ResourceResolver {

  private static final String FUNCTION = "function:{FunctionName}";

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return switch (request) {
      case AddPermissionRequest permission -> ofPermission(permission);
      case TagResourceRequest tagging -> tags(tagging.tags());
      case UntagResourceRequest untagging ->
          Map.of("aws:tagkeys", List.copyOf(untagging.tagKeys()));
      default -> Map.of();
    };
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

  private static Map<String, List<String>> ofPermission(AddPermissionRequest permission) {
    var keys = new HashMap<String, List<String>>();
    keys.put("lambda:principal", List.of(permission.principal()));
    if (permission.functionUrlAuthTypeAsString() != null) {
      keys.put("lambda:functionurlauthtype", List.of(permission.functionUrlAuthTypeAsString()));
    }
    return keys;
  }
}
