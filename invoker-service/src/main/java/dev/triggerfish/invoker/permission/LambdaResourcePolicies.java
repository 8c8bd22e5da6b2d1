package dev.triggerfish.invoker.permission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The policies of Lambda's resources, parsed and in memory; that there is none is remembered too.
 * They are looked up by exactly the ARN that is addressed: a grant on a function is none on its
 * aliases, and the other way round.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">
 *     Resource-based policies in Lambda</a>
 */
public final class LambdaResourcePolicies implements ResourcePolicies {

  private static final int MOST_IN_MEMORY = 10_000;

  private final Supplier<List<ResourcePolicySource>> sources;

  private final Cache<String, Optional<NamedPolicy>> policies =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  LambdaResourcePolicies(Supplier<List<ResourcePolicySource>> sources) {
    this.sources = sources;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    return resourceArn.equals("*") ? null : policies.get(resourceArn, this::load).orElse(null);
  }

  /** Has a resource's policy read again; to be called when its change is durable. */
  public void forget(String resourceArn) {
    policies.invalidate(resourceArn);
  }

  /** The same for a resource and all that are named {@code <arn>:…}. */
  void forgetAll(String resourceArn) {
    var below = resourceArn + ":";
    policies.asMap().keySet().removeIf(arn -> arn.equals(resourceArn) || arn.startsWith(below));
  }

  private Optional<NamedPolicy> load(String resourceArn) {
    var arn = Arn.parse(resourceArn);
    if (arn == null) {
      return Optional.empty();
    }
    for (var source : sources.get()) {
      if (arn.resource().startsWith(source.resourcePrefix())) {
        return Optional.ofNullable(source.load(resourceArn))
            .map(document -> named(resourceArn, document));
      }
    }
    return Optional.empty();
  }

  private static NamedPolicy named(String resourceArn, PolicyDocument document) {
    return new NamedPolicy("of " + resourceArn, Policy.parse(document.json()));
  }
}
