package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The ARN of the function that a request names in one of Lambda's five forms. */
final class FunctionResources implements ResourceResolver {

  private static final String FUNCTION = "function:{FunctionName}";

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
}
