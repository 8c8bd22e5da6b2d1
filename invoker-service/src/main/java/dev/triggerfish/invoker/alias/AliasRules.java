package dev.triggerfish.invoker.alias;

import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/**
 * Where an alias may lead.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html">Alias
 *     routing</a>
 */
final class AliasRules {

  private final FunctionCatalog functions;

  AliasRules(FunctionCatalog functions) {
    this.functions = functions;
  }

  /**
   * The route that a request asks for.
   *
   * @param version the request's, or the alias's own
   * @param routing of the request; null to keep what there was
   * @param before of the alias; null if there was none
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if it is
   *     not allowed
   */
  AliasRoute route(
      FunctionKey function,
      String version,
      @Nullable AliasRoutingConfiguration routing,
      @Nullable AliasRoute before) {
    var route = routing == null ? kept(version, before) : asked(version, weights(routing));
    var additional = route.additional();
    if (additional != null) {
      requireTwoVersions(version, additional);
    }
    var role = requireRole(function, version);
    if (additional != null && !requireRole(function, additional).equals(role)) {
      throw AliasErrors.otherRole(version, additional);
    }
    return route;
  }

  private static Map<String, Double> weights(AliasRoutingConfiguration routing) {
    return routing.additionalVersionWeights();
  }

  private static AliasRoute kept(String version, @Nullable AliasRoute before) {
    return before == null
        ? new AliasRoute(version, null, 0)
        : new AliasRoute(version, before.additional(), before.weight());
  }

  private static AliasRoute asked(String version, Map<String, Double> weights) {
    if (weights.size() > 1) {
      throw AliasErrors.tooManyVersions();
    }
    for (var weight : weights.entrySet()) {
      return new AliasRoute(version, weight.getKey(), weight.getValue());
    }
    return new AliasRoute(version, null, 0);
  }

  private static void requireTwoVersions(String version, String additional) {
    if (version.equals(additional)) {
      throw AliasErrors.sameVersion(additional);
    }
    if (version.equals(FunctionVersion.LATEST)) {
      throw AliasErrors.latestIsNotShared();
    }
  }

  private String requireRole(FunctionKey function, String version) {
    var role = functions.roleOf(function, version);
    if (role == null) {
      throw FunctionErrors.notFound(function, version);
    }
    return role;
  }
}
