package dev.triggerfish.aws.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service words constraint violations, where it differs from its siblings.
 *
 * @param code of the error in the JSON protocols, {@code ValidationException} almost everywhere
 * @param showsValues whether messages repeat the offending value; IAM's do not
 * @param showsEnumValues whether messages list the allowed values; IAM's do not
 * @param message the same for whatever is wrong; null where the violations are told
 * @param nullMessage for a single member that is missing, {@code %s} being its name; null where it
 *     is told like other violations
 * @param patternMessages messages of their own for patterns, {@code %s} being the member's name
 */
public record ValidationWording(
    String code,
    boolean showsValues,
    boolean showsEnumValues,
    @Nullable String message,
    @Nullable String nullMessage,
    Map<String, String> patternMessages) {}
