package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an API that stages can serve; it never changes but for its description.
 *
 * @param createdAt platform time, milliseconds
 * @param autoDeployed whether a stage's automatic deployment made it
 */
public record ApiDeployment(
    String deploymentId,
    long createdAt,
    @Nullable String description,
    boolean autoDeployed,
    DeployedContent snapshot) {}
