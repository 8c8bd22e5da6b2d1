package dev.triggerfish.gateway.integration;

import dev.triggerfish.aws.arn.Arn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function that an integration calls: its ARN, or the <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">invocation
 * URI</a> that contains it.
 *
 * @param functionArn with a qualifier, if it was given with one
 */
public record FunctionUri(Arn functionArn) {

  private static final String PATH = "path/2015-03-31/functions/";
  private static final String INVOCATIONS = "/invocations";
  private static final String VARIABLE = "${stageVariables.";

  /** Parses an integration's URI, or returns null if it names no function. */
  public static @Nullable FunctionUri parse(String uri) {
    var arn = Arn.parse(uri);
    if (arn != null && arn.service().equals("apigateway")) {
      var path = arn.resource();
      arn =
          arn.accountId().equals("lambda") && path.startsWith(PATH) && path.endsWith(INVOCATIONS)
              ? Arn.parse(path.substring(PATH.length(), path.length() - INVOCATIONS.length()))
              : null;
    }
    return arn != null && isFunction(arn) ? new FunctionUri(arn) : null;
  }

  private static boolean isFunction(Arn arn) {
    return arn.service().equals("lambda")
        && arn.resource().startsWith("function:")
        && arn.resource().length() > "function:".length()
        && !arn.region().isEmpty()
        && !arn.accountId().isEmpty();
  }

  /** A URI with stage variables filled in; what a stage does not define becomes empty. */
  public static String resolve(String uri, Map<String, String> variables) {
    var resolved = new StringBuilder();
    var at = 0;
    for (var open = uri.indexOf(VARIABLE); open >= 0; open = uri.indexOf(VARIABLE, at)) {
      var close = uri.indexOf('}', open);
      if (close < 0) {
        break;
      }
      var name = uri.substring(open + VARIABLE.length(), close);
      resolved.append(uri, at, open).append(variables.getOrDefault(name, ""));
      at = close + 1;
    }
    return resolved.append(uri, at, uri.length()).toString();
  }
}
