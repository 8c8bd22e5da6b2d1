package dev.triggerfish.invoker.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where functions reach AWS's APIs.
 *
 * @param awsEndpoint host and port of the gateway's endpoint for functions; null where this process
 *     serves the APIs itself
 */
@ConfigurationProperties("triggerfish.invoker")
record EndpointProperties(@Nullable String awsEndpoint) {}
