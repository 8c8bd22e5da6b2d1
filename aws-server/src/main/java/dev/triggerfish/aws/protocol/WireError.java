package dev.triggerfish.aws.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a client makes of an error that has been sent to it.
 *
 * @param code that its exception names
 * @param status HTTP status
 * @param message without anything added
 * @param exceptionClass of the SDK, fully qualified; null where the service has none for the code
 */
public record WireError(
    String code, int status, @Nullable String message, @Nullable String exceptionClass) {}
