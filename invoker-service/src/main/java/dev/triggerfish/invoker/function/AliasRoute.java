package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/**
 * Where an alias leads.
 *
 * @param primary version
 * @param additional version that gets a share of the invocations, or null
 * @param weight that share, from 0 to 1; 0 if there is no additional version
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html">Alias
 *     routing</a>
 */
public record AliasRoute(String primary, @Nullable String additional, double weight) {

  /**
   * The version of one invocation.
   *
   * @param random from 0 to less than 1, evenly distributed
   */
  public String draw(double random) {
    return additional != null && random < weight ? additional : primary;
  }
}
