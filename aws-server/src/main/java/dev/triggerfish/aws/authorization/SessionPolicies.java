package dev.triggerfish.aws.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Session policies, parsed once: a session makes many requests with the same document. */
final class SessionPolicies {

  private static final int MOST = 1_000;

  private final Cache<String, NamedPolicy> parsed = Caffeine.newBuilder().maximumSize(MOST).build();

  /**
   * The policy of a session.
   *
   * @param document JSON, or null for a session without
   */
  @Nullable NamedPolicy of(@Nullable String document) {
    return document == null
        ? null
        : parsed.get(document, json -> new NamedPolicy("session policy", Policy.parse(json)));
  }
}
