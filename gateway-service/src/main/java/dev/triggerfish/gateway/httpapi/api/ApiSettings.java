package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/**
 * An API's own settings.
 *
 * @param name need not be unique
 * @param version the owner's label
 * @param cors null if functions answer for it themselves
 * @param endpointDisabled whether calls at the API's own host are refused
 * @param ipAddressType as given; there is only loopback here
 */
record ApiSettings(
    String name,
    @Nullable String description,
    @Nullable String version,
    @Nullable CorsSettings cors,
    boolean endpointDisabled,
    String apiKeySelectionExpression,
    String ipAddressType) {

  ApiSettings withCors(@Nullable CorsSettings changed) {
    return new ApiSettings(
        name,
        description,
        version,
        changed,
        endpointDisabled,
        apiKeySelectionExpression,
        ipAddressType);
  }
}
