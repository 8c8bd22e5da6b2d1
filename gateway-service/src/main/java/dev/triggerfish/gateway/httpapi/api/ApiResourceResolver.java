package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkRequest;

/**
 * <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">ARNs</a>
 * of API Gateway are paths of its own API, and have no account.
 */
final class ApiResourceResolver implements ResourceResolver {

  @Override
  public String service() {
    return "apigatewayv2";
  }

  @Override
  public String resolve(String template, SdkRequest request, Caller caller) {
    var filled = new StringBuilder("arn:aws:apigateway:" + caller.region() + "::");
    for (var part : template.substring(1).split("/", -1)) {
      filled.append('/').append(part.startsWith("{") ? member(part, request) : part);
    }
    return filled.toString();
  }

  private static String member(String part, SdkRequest request) {
    var name = part.substring(1, part.length() - 1);
    var value = request.getValueForField(name, String.class).orElse("");
    return name.equals("ResourceArn") ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value;
  }
}
