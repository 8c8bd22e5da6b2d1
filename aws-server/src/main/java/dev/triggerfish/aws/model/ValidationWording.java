package dev.triggerfish.aws.model;

import java.util.Map;

/**
 * How a service words constraint violations, where it differs from its siblings.
 *
 * @param code of the error in the JSON protocols, {@code ValidationException} almost everywhere
 * @param showsValues whether messages repeat the offending value; IAM's do not
 * @param showsEnumValues whether messages list the allowed values; IAM's do not
 * @param patternMessages messages of their own for patterns, {@code %s} being the member's name
 */
public record ValidationWording(
    String code,
    boolean showsValues,
    boolean showsEnumValues,
    Map<String, String> patternMessages) {}
