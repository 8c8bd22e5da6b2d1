package dev.triggerfish.iam.role;

import dev.triggerfish.iam.principal.IamPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param principal what it has in common with users
 * @param trustPolicy who may assume it
 * @param description up to 1,000 characters
 * @param maxSessionSeconds 3,600 to 43,200
 */
public record Role(
    IamPrincipal principal,
    String trustPolicy,
    @Nullable String description,
    int maxSessionSeconds) {}
