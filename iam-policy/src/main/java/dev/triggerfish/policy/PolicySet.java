package dev.triggerfish.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the policies that apply to one request.
 *
 * @param identity the principal's own policies, inline and attached
 * @param resource the resource's policy, if it has one
 * @param boundary the principal's permissions boundary, if it has one
 * @param session the session policy, if one was passed
 */
public record PolicySet(
    List<NamedPolicy> identity,
    @Nullable NamedPolicy resource,
    @Nullable NamedPolicy boundary,
    @Nullable NamedPolicy session) {

  /** Identity policies and, if there is one, a resource policy. */
  public static PolicySet of(List<NamedPolicy> identity, @Nullable NamedPolicy resource) {
    return new PolicySet(identity, resource, null, null);
  }
}
