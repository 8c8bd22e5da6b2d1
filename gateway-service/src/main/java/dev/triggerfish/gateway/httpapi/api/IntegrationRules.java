package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.gateway.integration.FunctionUri;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What integrations must keep to. */
public final class IntegrationRules {

  public static final int MOST = 300;
  private static final int LONGEST_URI = 2_048;
  private static final int LONGEST_METHOD = 16;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final Set<String> PAYLOAD_FORMATS = Set.of("1.0", "2.0");

  private IntegrationRules() {}

  /** The URI, or an error if it names no function. */
  public static String checkedUri(@Nullable String uri) {
    if (uri == null || uri.isEmpty()) {
      throw ApiErrors.badRequest("IntegrationUri is required for integrations of type AWS_PROXY");
    }
    if (uri.startsWith("http://") || uri.startsWith("https://")) {
      throw ApiErrors.badRequest(
          "Triggerfish does not simulate HTTP proxies as targets of HTTP APIs, only Lambda"
              + " functions");
    }
    if (uri.length() > LONGEST_URI || Arn.parse(uri) == null) {
      throw ApiErrors.badRequest("Invalid ARN specified in the request");
    }
    if (FunctionUri.parse(uri) == null) {
      throw ApiErrors.badRequest(
          "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose"
              + " stream invocations.");
    }
    return uri;
  }

  /**
   * HTTP APIs know no other types; see <a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html">AWS</a>.
   */
  public static void checkType(@Nullable String type) {
    if (type != null && !type.equals("AWS_PROXY")) {
      throw ApiErrors.badRequest(
          "Currently, an API with a protocol type of HTTP may only be associated with proxy"
              + " integrations (AWS_PROXY, HTTP_PROXY)");
    }
  }

  public static ApiIntegration checked(ApiIntegration integration) {
    if (!PAYLOAD_FORMATS.contains(integration.payloadFormatVersion())) {
      throw ApiErrors.badRequest(
          "Invalid payload format version specified: " + integration.payloadFormatVersion());
    }
    SettingsRules.checkLength(integration.description(), "Description", LONGEST_DESCRIPTION);
    SettingsRules.checkLength(integration.method(), "IntegrationMethod", LONGEST_METHOD);
    return integration;
  }
}
