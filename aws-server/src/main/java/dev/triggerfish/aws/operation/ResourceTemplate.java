package dev.triggerfish.aws.operation;

import dev.triggerfish.aws.arn.Arn;
import software.amazon.awssdk.core.SdkRequest;

/** Fills in {@link AwsOperation#resource()}. */
public final class ResourceTemplate {

  private ResourceTemplate() {}

  /**
   * The ARN that a request is authorized on.
   *
   * @param operation with its template
   * @param request whose members are filled in
   * @param caller whose account and region are filled in
   */
  public static String fill(Operation operation, SdkRequest request, Caller caller) {
    var template = operation.declaration().resource();
    if (template.equals("*")) {
      return template;
    }
    var filled = new StringBuilder();
    var at = 0;
    for (var open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      var close = template.indexOf('}', open);
      var member = template.substring(open + 1, close);
      filled.append(template, at, open);
      filled.append(
          request.getValueForField(member, Object.class).map(Object::toString).orElse(""));
      at = close + 1;
    }
    filled.append(template, at, template.length());
    var text = filled.toString();
    if (template.startsWith("{") || text.startsWith("arn:")) {
      return text;
    }
    var global =
        operation.model().service().equals("iam") || operation.model().service().equals("sts");
    return Arn.of(
            operation.service().signingName(),
            global ? "" : caller.region(),
            caller.accountId(),
            text)
        .toString();
  }
}
