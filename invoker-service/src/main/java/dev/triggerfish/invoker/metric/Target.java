package dev.triggerfish.invoker.metric;

import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.Invocation;
import java.util.List;

/**
 * What was invoked, as far as metrics tell it apart.
 *
 * @param accountId of the function
 * @param region of the function
 * @param function bare name
 * @param resource as it was addressed: the name, or {@code name:qualifier}
 * @param version that runs
 */
record Target(String accountId, String region, String function, String resource, String version) {

  static Target of(Invocation invocation) {
    var version = invocation.version();
    var arn = invocation.invokedArn();
    // arn:aws:lambda:region:account:function:resource; the version's own ARN is as long up to there
    var resource = arn.substring(version.functionArn().length() - version.name().length());
    return new Target(
        version.accountId(), version.region(), version.name(), resource, version.version());
  }

  /**
   * What its metrics are added up over. Aliases are told apart by the version that they led to,
   * which is how two versions behind one alias are compared.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html">
   *     Dimensions of Lambda's metrics</a>
   */
  List<Scope> scopes() {
    var account = account();
    var wholeFunction = new Scope(accountId, region, function, null, null);
    var addressed = new Scope(accountId, region, function, resource, null);
    return isAlias()
        ? List.of(
            account,
            wholeFunction,
            addressed,
            new Scope(accountId, region, function, resource, version))
        : List.of(account, wholeFunction, addressed);
  }

  /** The same for an event, of which no version has run yet. */
  static List<Scope> scopes(FunctionName name) {
    var resource = name.name() + (name.qualifier() == null ? "" : ":" + name.qualifier());
    return List.of(
        new Scope(name.accountId(), name.region(), null, null, null),
        new Scope(name.accountId(), name.region(), name.name(), null, null),
        new Scope(name.accountId(), name.region(), name.name(), resource, null));
  }

  /** All functions of the account in the region. */
  Scope account() {
    return new Scope(accountId, region, null, null, null);
  }

  private boolean isAlias() {
    if (resource.length() <= function.length() + 1) {
      return false;
    }
    var qualifier = resource.substring(function.length() + 1);
    return !FunctionVersion.isVersion(qualifier);
  }
}
