package dev.triggerfish.aws.identity;

import dev.triggerfish.policy.NamedPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the replica knows of a user or role.
 *
 * @param arn of the user or role
 * @param policies inline and attached, parsed
 * @param boundary the permissions boundary, if one is set
 * @param tags for {@code aws:PrincipalTag}
 */
public record PrincipalPolicies(
    String arn,
    List<NamedPolicy> policies,
    @Nullable NamedPolicy boundary,
    Map<String, String> tags) {}
